/**
 * `presend/phone-input`: grouping a number while it is typed. It needs no WebAssembly and brings its own data.
 *
 * @packageDocumentation
 */

export {
  formatPhoneInput,
  type PhoneInput,
  phoneInputMetadataVersion,
  type PhoneInputState,
} from '../input/phone-input.js';
