# SPDX-License-Identifier: GPL-2.0-only
"""Starts the stand-in database SecantusDB, whose arguments it takes, with four of its faults mended.

Three let one connection stop the whole database for good, one makes it slow (docs/decisions/embedded-database.md says how):
this file goes when a release of SecantusDB passes services' tests without it.
"""

import sys
import threading
import time

from secantus import cli
from secantus.storage import Storage
from secantus.transactions import TransactionRegistry, TxnState


def prune_idle(registry):
    """Ends transactions that are idle for too long, and waits for none that is busy: a busy one is not idle."""
    cutoff = registry._time() - registry._lifetime
    ended = 0
    for transaction in registry._txns.values():
        if not transaction.mutex.acquire(blocking=False):
            continue
        try:
            if transaction.state is TxnState.IN_PROGRESS and transaction.last_use < cutoff:
                registry._rollback_quietly(transaction)
                transaction.state = TxnState.ABORTED
                ended += 1
        finally:
            transaction.mutex.release()
    return ended


def prune_for_ever(registry):
    """Ends what a killed client left open although no other transaction comes, and forgets the answers to old writes."""
    while True:
        time.sleep(1)
        registry.prune_expired()
        with registry._lock:
            prune_answers(registry)


def with_pruner(start):
    def started(registry, *args, **kwargs):
        start(registry, *args, **kwargs)
        threading.Thread(target=prune_for_ever, args=(registry,), name="prune", daemon=True).start()

    return started


def update_without_chunks(storage, db, coll, filter, update, **options):
    return storage._update_matching_single_txn(db, coll, filter, update, multi=True, **options)


def delete_without_chunks(storage, db, coll, filter, **options):
    return storage._delete_matching_single_txn(db, coll, filter, limit=0, **options)


TransactionRegistry._prune_locked = prune_idle
# Each write looked through the answers to the last ten thousand, twice.
prune_answers = TransactionRegistry._prune_retryable_locked
TransactionRegistry._prune_retryable_locked = lambda registry: None
TransactionRegistry.__init__ = with_pruner(TransactionRegistry.__init__)
# A statement in chunks keeps its collection locked while it waits for a transaction, which may need that lock to end.
Storage._update_matching_chunked = update_without_chunks
Storage._delete_matching_chunked = delete_without_chunks

if __name__ == "__main__":
    sys.exit(cli.main())
