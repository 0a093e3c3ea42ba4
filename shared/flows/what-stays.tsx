import { Banner } from '../ui/banner.tsx'

/** HAND-23: stands under every plan, so that nobody deletes a mailbox believing that it was moved. */
export function WhatStays() {
  return (
    <Banner tone="warning" title="Gmail mail, calendar, Drive and contacts do not move">
      Handover moves what lies in Handover. The old mailbox stays as it is; keep it until nothing needs it any
      more.
    </Banner>
  )
}
