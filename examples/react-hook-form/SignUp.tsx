// React Hook Form with presend: errors from the schema, a hint with its repair beside it, E.164 in what is sent.

import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { applyFix, createMessages, emailSchema, fields, phoneSchema } from 'presend';
import { useState } from 'react';
import { useForm } from 'react-hook-form';

const t = createMessages();
const schema = fields({
  email: emailSchema({ message: t }),
  mobile: phoneSchema({ region: 'IN', optional: true, message: t }),
});

export default function SignUp() {
  const [sent, setSent] = useState('');
  const { register, handleSubmit, watch, setValue, formState } = useForm({
    resolver: standardSchemaResolver(schema),
    mode: 'onTouched',
    defaultValues: { email: '', mobile: '' },
  });
  const { errors, touchedFields } = formState;
  const { email } = watch();
  const warnings = touchedFields.email ? schema.check(watch()).warnings : [];
  const hint = warnings.find(({ path }) => path[0] === 'email');

  return (
    <form noValidate onSubmit={handleSubmit((data) => setSent(JSON.stringify(data)))}>
      <label>
        Email <input {...register('email')} inputMode="email" autoComplete="email" aria-invalid={!!errors.email} />
      </label>
      {errors.email && <p role="alert">{errors.email.message}</p>}
      {hint?.fix && (
        <p>
          {t(hint)}{' '}
          <button type="button" onClick={() => setValue('email', applyFix(email, hint), { shouldValidate: true })}>
            {t.phrase('form.use', {}, { value: applyFix(email, hint) })}
          </button>
        </p>
      )}
      <label>
        Mobile <input {...register('mobile')} type="tel" autoComplete="tel" aria-invalid={!!errors.mobile} />
      </label>
      {errors.mobile && <p role="alert">{errors.mobile.message}</p>}
      <button>Sign up</button>
      <output>{sent}</output>
    </form>
  );
}
