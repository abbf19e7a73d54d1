import { EventEmitter } from 'node:events';

/** The only source of business time: rules take instants from it, so that tests and the demo can move them. */
export abstract class Clock {
  /** The current instant, UTC. */
  abstract now(): Date;
  /** Calls back after the clock was moved; the real clock never moves. Returns how to stop. */
  onMove(_listener: () => void): () => void {
    return () => undefined;
  }
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock that runs at real speed from wherever it was put: test and demo mode only. */
export class MovableClock extends Clock {
  private readonly moves = new EventEmitter().setMaxListeners(0);
  constructor(private offsetMs = 0) {
    super();
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** Puts the clock at an instant; listeners run afterwards. */
  moveTo(instant: Date): void {
    this.setOffset(instant.getTime() - Date.now());
  }

  setOffset(offsetMs: number): void {
    this.offsetMs = offsetMs;
    this.moves.emit('moved');
  }

  override onMove(listener: () => void): () => void {
    this.moves.on('moved', listener);
    return () => this.moves.off('moved', listener);
  }
}
