/** A move of a state machine: the states it is possible in, the one it leads to, and who may make it. */
export interface Move<State extends string, Mover extends string> {
  readonly from: readonly State[];
  readonly to: State;
  /** States in which it is possible too, and which it leaves as they are. */
  readonly stays?: readonly State[];
  readonly by: readonly Mover[];
}

interface Table<State extends string, Mover extends string, Name extends string> {
  /** What it is the life of, as people say it. */
  readonly of: string;
  /** All states, in the order of a life. */
  readonly states: readonly State[];
  /** The states that a life begins in. */
  readonly begins: readonly NoInfer<State>[];
  readonly by: readonly Mover[];
  readonly moves: Readonly<Record<Name, Move<NoInfer<State>, NoInfer<Mover>>>>;
  /** Rows from before the state was written are in this one. */
  readonly unwritten?: NoInfer<State>;
  /** What is thrown where a state does not allow a move: a domain error where people ask for it. */
  readonly refuse?: (move: string, state: NoInfer<State>, from: readonly NoInfer<State>[]) => Error;
}

/** What never comes to be while the program is right: nobody asked for it. */
export class MoveNotPossible extends Error {
  constructor(of: string, move: string, state: string) {
    super(`${of}: ${move} is not possible from ${state}`);
  }
}

/** Somebody makes a move that is another's: a programmer's error. */
export class NotTheirMove extends Error {
  constructor(of: string, move: string, mover: string) {
    super(`${of}: ${move} is not for ${mover} to make`);
  }
}

/** The names of a machine's moves. */
export type MoveOf<Life> = Life extends { readonly moves: readonly (infer Name)[] } ? Name : never;

/**
 * A state machine as one table: what is not in it cannot happen. A store writes `step(…)` as condition and change of one update, so that two
 * who move at once cannot both have moved. See docs/decisions/state-machines.md and docs/states.md, which is written from the tables.
 */
export class Machine<State extends string, Mover extends string, Name extends string> {
  constructor(readonly table: Table<State, Mover, Name>) {}

  get moves(): readonly Name[] {
    return Object.keys(this.table.moves) as Name[];
  }

  /** The state that a move leads to; undefined where the state does not allow it. */
  after(state: State, move: Name): State | undefined {
    const { from, to, stays = [] } = this.table.moves[move];
    return from.includes(state) ? to : stays.includes(state) ? state : undefined;
  }

  /** The state that a move by somebody leads to. @throws what the table refuses with where the state does not allow it; NotTheirMove */
  move(state: State, move: Name, mover: Mover): State {
    this.assertTheirs(move, mover);
    const to = this.after(state, move);
    if (to === undefined) throw this.refusal(move, state);
    return to;
  }

  /** A move as condition and change of an update, whatever the state is. @throws NotTheirMove; RangeError for a move with `stays`, which needs the state that was read */
  step(move: Name, mover: Mover): { readonly where: Where<State>; readonly set: { state: State } } {
    this.assertTheirs(move, mover);
    const { from, to, stays = [] } = this.table.moves[move];
    if (stays.length > 0) throw new RangeError(`${this.table.of}: where ${move} leads hangs on the state`);
    return { where: this.in(...from), set: { state: to } };
  }

  /** The condition that rows in these states match. */
  in(...states: State[]): Where<State> {
    const written: (State | null)[] = states.includes(this.table.unwritten as State) ? [...states, null] : states;
    return { state: written.length === 1 ? states[0]! : { $in: written as State[] } };
  }

  refusal(move: Name, state: State): Error {
    const { of, refuse, moves } = this.table;
    const { from, stays = [] } = moves[move];
    return refuse?.(move, state, [...from, ...stays]) ?? new MoveNotPossible(of, move, state);
  }

  private assertTheirs(move: Name, mover: Mover): void {
    const { of, moves } = this.table;
    if (!moves[move].by.includes(mover)) throw new NotTheirMove(of, move, mover);
  }
}

/** A condition on the state, for a filter. */
export interface Where<State extends string> {
  state: State | { $in: State[] };
}

/** Declares a state machine. @throws RangeError where a move has a state twice */
export function machine<const State extends string, const Mover extends string, Name extends string>(
  table: Table<State, Mover, Name>,
): Machine<State, Mover, Name> {
  for (const [name, { from, stays = [] }] of Object.entries<Move<State, Mover>>(table.moves))
    if (new Set([...from, ...stays]).size < from.length + stays.length)
      throw new RangeError(`${table.of}: ${name} has a state twice`);
  return new Machine(table);
}
