import type { AdviceBody, AdviceEntryType } from './advice/rows';
import type { LedgerKind } from './kernel/entry';
import type { RegisterBody, RegisterEntryType } from './register/rows';
import type { RoomBody, RoomEntryType } from './room/rows';

interface TypesOf {
  readonly register: RegisterEntryType;
  readonly room: RoomEntryType;
  readonly advice: AdviceEntryType;
}

/** Every type of entry of a kind of ledger; of all three, where no kind is named. */
export type EntryType<Kind extends LedgerKind = LedgerKind> = TypesOf[Kind];

/** In the register a gesture is over a whole act, so that it comes when the act is drafted already. */
type Unconfirmed<Body> = Body extends { readonly gesture: unknown } ? Omit<Body, 'gesture'> : Body;

/** As its row reads it. */
type BodyRead<Kind extends LedgerKind, Type> =
  | (Kind extends 'register' ? (Type extends RegisterEntryType ? Unconfirmed<RegisterBody<Type>> : never) : never)
  | (Kind extends 'room' ? (Type extends RoomEntryType ? RoomBody<Type> : never) : never)
  | (Kind extends 'advice' ? (Type extends AdviceEntryType ? AdviceBody<Type> : never) : never);

/** Ids and hashes may come as plain text: whether they are some is judged by the row's shape when the draft is signed. */
type Written<T> = T extends { readonly __brand: string }
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Written<Item>[]
    : T extends object
      ? keyof T extends never
        ? Readonly<Record<string, never>>
        : { readonly [Key in keyof T]: Written<T[Key]> }
      : T;

/** Every type of entry of the register that asks for a gesture. */
export type ActType = {
  [Type in RegisterEntryType]: RegisterBody<Type> extends { readonly gesture: unknown } ? Type : never;
}[RegisterEntryType];

/** What an act says, up to the part that its gesture needs. */
export type ActToWrite<Type extends ActType> = Omit<BodyToWrite<Type, 'register'>, 'asOf' | 'signedAt'>;

/**
 * The body of a type of entry as its author writes it, drawn from the rows. Where two kinds of ledger have a type in
 * common and none is named, either's.
 */
export type BodyToWrite<Type, Kind extends LedgerKind = LedgerKind> = Written<BodyRead<Kind, Type>>;
