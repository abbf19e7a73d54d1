import type { System } from './system.js';

/** Puts numbers of a district into the inventory, as an operator does. */
export async function stock(system: System, district: string, count: number): Promise<void> {
  const from = `${district}${'5550000000'.slice(0, 10 - district.length)}`;
  await system.cli(
    'numbers',
    'numbers',
    'blocks',
    'load',
    '--district',
    district,
    '--from',
    from,
    '--count',
    String(count),
    '--json',
  );
}
