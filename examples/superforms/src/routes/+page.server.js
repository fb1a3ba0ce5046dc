import { fail } from '@sveltejs/kit';
import { message, superValidate } from 'sveltekit-superforms';
import { standard } from 'sveltekit-superforms/adapters';
import { schema } from '../lib.js';

const adapter = standard(schema, { defaults: { email: '', mobile: '' } });

export const load = async () => ({ form: await superValidate(adapter) });

export const actions = {
  async default({ request }) {
    const form = await superValidate(request, adapter);
    if (!form.valid) return fail(400, { form });
    return message(form, JSON.stringify(form.data));
  },
};
