/** The octets of a buffer or of a view of one, of this realm or another; `null` for anything else. */
export function octetsOf(value: unknown): Uint8Array | null {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return tagOf(value) === 'ArrayBuffer' ? new Uint8Array(value as ArrayBuffer) : null;
}

/** What `Object.prototype.toString` calls it; of what does not let itself be looked at, nothing. */
export function tagOf(value: unknown): string {
  try {
    return Object.prototype.toString.call(value).slice(8, -1);
  } catch {
    return '';
  }
}
