/** Where an electronic invoice is (R23): issued, sent to SdI, and then delivered, not deliverable, or rejected. */
export const INVOICE_STATES = ['issued', 'sent', 'delivered', 'undeliverable', 'rejected'] as const;
export type InvoiceState = (typeof INVOICE_STATES)[number];
