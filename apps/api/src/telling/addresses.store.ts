import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { ToldByMailEntity } from './telling.entities';

/** What may be said of how somebody is told. */
type Change = Partial<Omit<ToldByMailEntity, 'person'>>;

/** How each person is told by mail: their address, and what they chose. */
@Injectable()
export class AddressesStore {
  constructor(@InjectRepository(ToldByMailEntity) private readonly people: Repository<ToldByMailEntity>) {}

  async find(person: string): Promise<ToldByMailEntity | undefined> {
    return (await this.people.findOneBy({ person })) ?? undefined;
  }

  /** Changes what is named, and leaves the rest as it is. */
  async put(person: string, change: Change): Promise<void> {
    await this.people.upsert({ person, ...change }, ['person']);
  }

  /** One more guess at a code; how many there were with it. */
  async guessed(person: string): Promise<number> {
    await this.people.increment({ person }, 'codeTries', 1);
    return (await this.find(person))?.codeTries ?? 0;
  }

  async everybody(): Promise<string[]> {
    const all = await this.people.find({ select: { person: true } });
    return all.map(({ person }) => person);
  }

  async forget(people: readonly string[]): Promise<void> {
    await this.people.delete({ person: In([...people]) });
  }
}
