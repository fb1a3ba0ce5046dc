/** The body as it is sent: text or octets, which can be checked and sent again. */
export async function bodyOf(body: BodyInit | Request | null | undefined): Promise<string | Uint8Array<ArrayBuffer>> {
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
