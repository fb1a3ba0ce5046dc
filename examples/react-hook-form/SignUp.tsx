// React Hook Form with presend: what is wrong and its repair under each field, E.164 in what is sent.

import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { applyFix, createMessages, emailSchema, fields, phoneSchema } from 'presend';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';

const t = createMessages();
const schema = fields({
  email: emailSchema({ message: t }),
  mobile: phoneSchema({ region: 'IN', optional: true, message: t }),
});

export default function SignUp() {
  const [sent, setSent] = useState('');
  const { control, register, handleSubmit, setFocus, setValue, formState } = useForm({
    resolver: standardSchemaResolver(schema),
    mode: 'onTouched',
    defaultValues: { email: '', mobile: '' },
  });
  const values = useWatch({ control });
  const { issues, warnings } = schema.check(values);
  const hints = warnings.filter(({ path }) => path[0] === 'email'); // typing errors; those of numbers are mended in what is sent

  /** What stands under a field once somebody has been in it. */
  const note = (name: 'email' | 'mobile') => {
    const shown = formState.touchedFields[name] || formState.errors[name];
    const found = [...issues, ...hints].find(({ path }) => path[0] === name);
    if (!shown || !found) return null;
    const mended = found.fix && applyFix(values[name] ?? '', found);
    const use = (text: string) => {
      setValue(name, text, { shouldValidate: true });
      setFocus(name);
    };
    return (
      <>
        {t(found)}{' '}
        {mended && (
          <button type="button" onClick={() => use(mended)}>
            {t.phrase('form.use', {}, { value: mended })}
          </button>
        )}
      </>
    );
  };
  const attributes = (name: 'email' | 'mobile') => ({
    ...register(name),
    id: name,
    'aria-invalid': !!formState.errors[name],
    'aria-describedby': `${name}-note`,
  });

  return (
    <form noValidate onSubmit={handleSubmit((data) => setSent(JSON.stringify(data)))}>
      <p>
        <label htmlFor="email">Email</label> <input {...attributes('email')} inputMode="email" autoComplete="email" />
      </p>
      <p id="email-note" role="status">
        {note('email')}
      </p>
      <p>
        <label htmlFor="mobile">Mobile</label> <input {...attributes('mobile')} type="tel" autoComplete="tel" />
      </p>
      <p id="mobile-note" role="status">
        {note('mobile')}
      </p>
      <button>Sign up</button>
      <output>{sent}</output>
    </form>
  );
}
