// Formik with presend: Formik knows no Standard Schema, so the findings go through `validate`.

import { ErrorMessage, Field, Form, Formik } from 'formik';
import { applyFix, createMessages, emailSchema, fields, phoneSchema, toFieldErrors } from 'presend';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

const t = createMessages();
const schema = fields({
  email: emailSchema(),
  mobile: phoneSchema({ region: 'IN', optional: true }),
});

const validate = (values: object) =>
  Object.fromEntries(
    toFieldErrors(schema.check(values).issues, { message: t }).map(([name, { message }]) => [name, message]),
  );

function SignUp() {
  const [sent, setSent] = useState('');
  return (
    <Formik
      initialValues={{ email: '', mobile: '' }}
      validate={validate}
      onSubmit={(values) => setSent(JSON.stringify(schema.check(values).value))}
    >
      {({ values, touched, setFieldValue }) => {
        const hint = touched.email && schema.check(values).warnings.find(({ path, fix }) => path[0] === 'email' && fix);
        return (
          <Form noValidate>
            <label>
              Email <Field name="email" inputMode="email" autoComplete="email" />
            </label>
            <ErrorMessage name="email" component="p" />
            {hint && (
              <button type="button" onClick={() => setFieldValue('email', applyFix(values.email, hint))}>
                {t.phrase('form.use', {}, { value: applyFix(values.email, hint) })}
              </button>
            )}
            <label>
              Mobile <Field name="mobile" type="tel" autoComplete="tel" />
            </label>
            <ErrorMessage name="mobile" component="p" />
            <button>Sign up</button>
            <output>{sent}</output>
          </Form>
        );
      }}
    </Formik>
  );
}

createRoot(document.body.appendChild(document.createElement('main'))).render(<SignUp />);
