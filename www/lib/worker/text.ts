/** Text into octets and back. */

// jsdom under Jest has neither: importing must not fail there, and `checkRecipients` says so.
export const encoder = (typeof TextEncoder === 'function' ? new TextEncoder() : undefined) as TextEncoder;
export const decoder = (
  typeof TextDecoder === 'function' ? new TextDecoder('utf-8', { ignoreBOM: true }) : undefined
) as TextDecoder;
