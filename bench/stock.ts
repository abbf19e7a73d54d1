import { admin } from '#libs/testing/people.js';
import type { System } from '#libs/testing/system.js';

/** Puts numbers of a district into the inventory, as staff do. */
export async function stock(system: System, district: string, count: number): Promise<void> {
  const staff = await admin(system);
  await staff.post('/v1/staff/number-blocks', { district, from: `${district}${'5550000000'.slice(0, 10 - district.length)}`, count });
}
