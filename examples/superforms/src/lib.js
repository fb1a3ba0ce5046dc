// One schema for the page and the server.

import { createMessages, emailSchema, fields, phoneSchema } from 'presend';

export const t = createMessages();
export const schema = fields({
  email: emailSchema({ message: t }),
  mobile: phoneSchema({ region: 'IN', optional: true, message: t }),
});
