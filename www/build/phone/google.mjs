// The metadata that `google-libphonenumber` carries, in the shape of `plans.mjs`.
//
// Needed for two things: the formats that libphonenumber uses within a country only, which `libphonenumber-js` leaves
// out, and a table of the same version for comparing with that implementation.

import { createRequire } from 'node:module';

// Fields of `PhoneMetadata` in libphonenumber's phonemetadata.proto.
const FIELD = {
  general: 1,
  code: 9,
  callingCode: 10,
  idd: 11,
  prefix: 12,
  prefixForParsing: 15,
  transform: 16,
  formats: 19,
  internationalFormats: 20,
  leading: 23,
};
// Fields of the types, in the order in which `libphonenumber-js` has them.
const TYPES = [2, 3, 4, 5, 7, 28, 25, 21, 8, 6];

/** Calling codes in ascending order, each with its regions, the main one first. */
export function readGooglePlans() {
  const { countryCodeToRegionCodeMap, countryToMetadata } = createRequire(import.meta.url)(
    'google-libphonenumber',
  ).metadata;
  return Object.entries(countryCodeToRegionCodeMap)
    .map(([callingCode, codes]) => ({
      callingCode,
      // Regions of no country stand under their calling code.
      regions: codes.map((code) => readGoogleRegion(code, countryToMetadata[code === '001' ? callingCode : code])),
    }))
    .sort((a, b) => Number(a.callingCode) - Number(b.callingCode));
}

function readGoogleRegion(code, row) {
  const general = row[FIELD.general];
  const prefix = row[FIELD.prefix] || '';
  return {
    code,
    callingCode: String(row[FIELD.callingCode]),
    idd: row[FIELD.idd] === 'NA' ? '' : row[FIELD.idd] || '',
    general: general[2],
    lengths: general[9],
    formats: readFormats(row),
    prefix,
    prefixFormat: '',
    prefixForParsing: row[FIELD.prefixForParsing] || prefix,
    transform: row[FIELD.transform] || '',
    leading: row[FIELD.leading] || '',
    types: TYPES.map((field) => readType(row[field], general[9])),
  };
}

/** `[pattern, lengths]`; a type that has no numbers is 0. */
function readType(description, generalLengths) {
  const lengths = description?.[9];
  if (!description?.[2] || lengths?.[0] === -1) return 0;
  return [description[2], lengths?.length ? lengths : generalLengths];
}

/** Rows as in `libphonenumber-js`; the international format of those for use within the country is `NA`. */
function readFormats(row) {
  const international = row[FIELD.internationalFormats] ?? [];
  const key = ([, pattern, , leading]) => `${pattern} ${leading}`;
  return (row[FIELD.formats] ?? []).map((format) => {
    const abroad = international.find((other) => key(other) === key(format));
    const domestic = international.length > 0 && !abroad;
    return [format[1], format[2], format[3] ?? [], format[4] ?? 0, 0, domestic ? 'NA' : (abroad?.[2] ?? format[2])];
  });
}

/** `formats` of `libphonenumber-js` with Google's `NA` rows, each before the row it precedes there. */
export function addDomesticFormats(formats, googleFormats) {
  const out = [...formats];
  const key = ([pattern, format, leading]) => `${pattern} ${format} ${leading?.at(-1)}`;
  let at = out.length;
  for (const row of [...googleFormats].reverse()) {
    if (row[5] === 'NA') {
      out.splice(at, 0, row);
      continue;
    }
    const found = out.findIndex((other) => key(other) === key(row));
    if (found >= 0) at = found;
  }
  return out;
}
