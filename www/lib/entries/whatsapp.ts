/**
 * `presend/whatsapp`
 *
 * @packageDocumentation
 */

export {
  checkWhatsappMessage,
  checkWhatsappTemplate,
  type SessionWindow,
  sessionWindow,
  type WhatsappMessageOptions,
  type WhatsappTemplate,
} from '../checks/whatsapp.js';
export { provideModule } from '../core/load.js';
export { warmUp } from '../core/warm-up.js';
export { PresendUnavailableError } from '../core/unavailable.js';
export * from '../results/index.js';
