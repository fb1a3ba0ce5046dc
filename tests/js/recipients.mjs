// What the tests of lists share.

export const SMS = { operation: 'sms.send.bulk', phone: { region: 'IN' } };
export const EMAIL = { operation: 'email.send.bulk' };
export const FILE = 'name;phone\nAnn;098765 43210\nBo;+91 98765 43210\nCy;12\n"Di;x";\n';
export const text = (blob) => blob.text();
/** So many valid numbers of thirteen octets, all different. */
export const numbers = (count) => Array.from({ length: count }, (_, at) => `+91${9_800_000_000 + at * 7}`);

/** What must be the same wherever and however a list is read. */
export const essence = async (report) => {
  const { ms: _, ran: __, cause: ___, cleaned, refusedRows, octets: ____, ...rest } = report;
  return { ...rest, cleaned: await text(cleaned()), refusedRows: await text(await refusedRows()) };
};
