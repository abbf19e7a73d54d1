import mongoose from 'mongoose';

/** Another transaction was quicker: this one is undone and runs again by itself on what is then true. */
export class RunAgain extends mongoose.mongo.MongoError {
  constructor(what: string) {
    super(`${what} moved while it was written`);
    this.addErrorLabel('TransientTransactionError');
  }
}
