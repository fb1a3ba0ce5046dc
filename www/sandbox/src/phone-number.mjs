// One phone number, judged by google-libphonenumber.

import libphonenumber from 'google-libphonenumber';

const { PhoneNumberFormat, PhoneNumberUtil } = libphonenumber;
const google = PhoneNumberUtil.getInstance();

/** SEED invalid_phone_number: "+[country code][number] e.g. +919876543210": `+` and digits, a number that exists as written. */
export function isE164(text) {
  // ITU-T E.164 §6: at most 15 digits; a calling code does not begin with 0.
  if (!/^\+[1-9]\d{1,14}$/.test(text)) return false;
  try {
    const number = google.parse(text);
    return google.isValidNumber(number) && google.format(number, PhoneNumberFormat.E164) === text;
  } catch {
    return false;
  }
}
