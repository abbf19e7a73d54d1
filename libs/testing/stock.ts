import { admin } from './people.js';
import type { System } from './system.js';

/** Puts numbers of a district into the inventory, as staff do. */
export async function stock(system: System, district: string, count: number): Promise<void> {
  const staff = await admin(system);
  await staff.post('/v1/staff/number-blocks', { district, from: `${district}${'5550000000'.slice(0, 10 - district.length)}`, count });
}
