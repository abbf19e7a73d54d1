import mongoose from 'mongoose';

/** Another transaction was quicker: this one is undone and runs again by itself on what is then true. */
export class TrafficMoved extends mongoose.mongo.MongoError {
  constructor() {
    super('traffic moved while it was written');
    this.addErrorLabel('TransientTransactionError');
  }
}
