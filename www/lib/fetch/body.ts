/** A body as it is sent: text or octets, which can be checked and sent again. */
type Body = string | Uint8Array<ArrayBuffer>;

/** What is sent for `body`. */
export async function bodyOf(body: BodyInit | Request | null | undefined): Promise<Body> {
  if (typeof body === 'string') return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (ArrayBuffer.isView(body)) {
    const { buffer, byteOffset, byteLength } = body;
    return new Uint8Array(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
  }
  if (body === null || body === undefined) return '';
  const readable = body as { clone?(): Request; arrayBuffer?(): Promise<ArrayBuffer> };
  if (typeof readable.arrayBuffer !== 'function')
    throw new TypeError('createFetch: body must be JSON text, octets or a Blob');
  // A request is left to the caller unread.
  return new Uint8Array(await (readable.clone ? readable.clone() : (readable as Blob)).arrayBuffer());
}

/** The content type of a body that nobody gave one: a Blob's own, as `fetch` would send it, else JSON; `''` for no body. */
export function typeOf(given: BodyInit | Request | null | undefined, body: Body): string {
  const { type } = given instanceof Blob ? given : { type: '' };
  return type || (body.length > 0 ? 'application/json' : '');
}
