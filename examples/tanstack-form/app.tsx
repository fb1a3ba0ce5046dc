// TanStack Form with presend: the form takes the schema as it is; its output, with E.164, is made when it is sent.

import { useForm } from '@tanstack/react-form';
import { applyFix, createMessages, emailSchema, fields, phoneSchema } from 'presend';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

const t = createMessages();
const schema = fields({
  email: emailSchema({ message: t }),
  mobile: phoneSchema({ region: 'IN', optional: true, message: t }),
});

function SignUp() {
  const [sent, setSent] = useState('');
  const form = useForm({
    defaultValues: { email: '', mobile: '' } as { email: string; mobile?: string },
    validators: { onChange: schema },
    // TanStack keeps what was typed; the schema says what it became.
    onSubmit: ({ value }) => setSent(JSON.stringify(schema.check(value).value)),
  });

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.handleSubmit();
      }}
    >
      {(['email', 'mobile'] as const).map((name) => (
        <form.Field key={name} name={name}>
          {({ state, handleChange, handleBlur }) => {
            const value = state.value ?? '';
            const { isBlurred, errors } = state.meta;
            const hint =
              isBlurred && schema.check({ [name]: value }).warnings.find(({ path, fix }) => path[0] === name && fix);
            return (
              <p>
                <label>
                  {name === 'email' ? 'Email' : 'Mobile'}{' '}
                  <input value={value} onBlur={handleBlur} onChange={(event) => handleChange(event.target.value)} />
                </label>
                {isBlurred && errors[0] && <em role="alert">{errors[0].message}</em>}
                {hint && name === 'email' && (
                  <button type="button" onClick={() => handleChange(applyFix(value, hint))}>
                    {t.phrase('form.use', {}, { value: applyFix(value, hint) })}
                  </button>
                )}
              </p>
            );
          }}
        </form.Field>
      ))}
      <button>Sign up</button>
      <output>{sent}</output>
    </form>
  );
}

createRoot(document.body.appendChild(document.createElement('main'))).render(<SignUp />);
