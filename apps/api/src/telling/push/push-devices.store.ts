import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { ToldByPushEntity } from './push.entities';

type Change = Partial<Omit<ToldByPushEntity, 'push' | 'person'>>;
type New = Pick<ToldByPushEntity, 'push' | 'person' | 'name' | 'endpoint' | 'key' | 'secret' | 'at'>;

/** What a device has that was never told anything. */
const untold = { refused: '', goneAt: 0, testLink: '', testAt: 0, testArrivedAt: 0 } as const;

/** The devices on which people are told. */
@Injectable()
export class PushDevicesStore {
  constructor(@InjectRepository(ToldByPushEntity) private readonly devices: Repository<ToldByPushEntity>) {}

  of(person: string): Promise<readonly ToldByPushEntity[]> {
    return this.devices.find({ where: { person }, order: { at: 'ASC', push: 'ASC' } });
  }

  async find(person: string, push: string): Promise<ToldByPushEntity | undefined> {
    return (await this.devices.findOneBy({ person, push })) ?? undefined;
  }

  /** Whoever is at a device now is told there, and nobody who was before. */
  async put(device: New): Promise<void> {
    await this.devices.upsert({ ...untold, ...device }, ['push']);
  }

  async change(person: string, push: string, change: Change): Promise<void> {
    await this.devices.update({ person, push }, change);
  }

  async drop(person: string, push: string): Promise<void> {
    await this.devices.delete({ person, push });
  }

  /** The device whose test notice came, the first time that it says so. */
  async arrived(testLink: string, now: number): Promise<string | undefined> {
    const device = await this.devices.findOneBy({ testLink, testArrivedAt: 0 });
    if (device === null) return undefined;
    await this.change(device.person, device.push, { testArrivedAt: now, refused: '' });
    return device.person;
  }

  async isTest(person: string, testLink: string): Promise<boolean> {
    return await this.devices.existsBy({ person, testLink });
  }

  async everybody(): Promise<string[]> {
    const all = await this.devices.find({ select: { person: true } });
    return [...new Set(all.map(({ person }) => person))];
  }

  async forget(people: readonly string[]): Promise<void> {
    await this.devices.delete({ person: In([...people]) });
  }
}
