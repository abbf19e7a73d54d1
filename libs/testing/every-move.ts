import type { Machine } from '#libs/platform/state-machine.js';

const REFUSED = 'refused';

/** A table as a test writes it out by hand: who makes a move, and where it leads from each state that allows it. */
export type Written<State extends string, Name extends string> = Readonly<
  Record<Name, Partial<Record<State, State>> & { readonly by: readonly string[] }>
>;

/** For `it.each`: each move, what the machine says of it in every state and to every mover, and what is written of it. */
export function everyMove<State extends string, Mover extends string, Name extends string>(
  life: Machine<State, Mover, Name>,
  written: Written<State, Name>,
): [move: string, does: () => unknown, said: unknown][] {
  const { states, by: movers } = life.table;
  return [...new Set([...life.moves, ...(Object.keys(written) as Name[])])].map((move) => {
    const { by = [], ...leads } = (written[move] as Written<State, Name>[Name] | undefined) ?? {};
    const said = Object.fromEntries(
      states.map((state) => [
        state,
        Object.fromEntries(
          movers.map((mover) => [
            mover,
            by.includes(mover) ? ((leads as Record<string, string>)[state] ?? REFUSED) : REFUSED,
          ]),
        ),
      ]),
    );
    return [move, () => outcomes(life, move), said];
  });
}

function outcomes<State extends string, Mover extends string, Name extends string>(
  life: Machine<State, Mover, Name>,
  move: Name,
): Record<string, Record<string, string>> {
  const outcome = (state: State, mover: Mover): string => {
    try {
      return life.move(state, move, mover);
    } catch {
      return REFUSED;
    }
  };
  const { states, by } = life.table;
  return Object.fromEntries(
    states.map((state) => [state, Object.fromEntries(by.map((mover) => [mover, outcome(state, mover)]))]),
  );
}
