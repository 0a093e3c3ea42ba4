export interface SeatClockRow {
  organization_id: string
  next_day: string
  ends_at: string
}

export interface SeatDayRow {
  organization_id: string
  day: string
  seats: number
  /** Of a seat and month, in the currency's smallest unit. */
  price: number
  currency: string
}

export interface InvoiceRow {
  organization_id: string
  invoice_id: string
  issued_at: string
  /** The invoice as JSON, as it was issued. */
  details: string
}

/** Seats by day, and invoices. */
export interface BillingTables {
  seat_clocks: SeatClockRow
  seat_days: SeatDayRow
  invoices: InvoiceRow
}
