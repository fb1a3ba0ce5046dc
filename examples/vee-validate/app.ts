// vee-validate 5 with presend: `useForm` takes the schema as it is, and `handleSubmit` hands over its output.

import { applyFix, createMessages, emailSchema, fields, phoneSchema } from 'presend';
import { useForm } from 'vee-validate';
import { computed, createApp, defineComponent, ref } from 'vue/dist/vue.esm-bundler.js';

const t = createMessages();
const schema = fields({
  email: emailSchema({ message: t }),
  mobile: phoneSchema({ region: 'IN', optional: true, message: t }),
});

const SignUp = defineComponent({
  setup() {
    const { defineField, errors, handleSubmit, setFieldValue } = useForm({ validationSchema: schema });
    const lazily = { validateOnModelUpdate: false, props: () => ({ validateOnBlur: true }) };
    const [email, emailProps] = defineField('email', lazily);
    const [mobile, mobileProps] = defineField('mobile', lazily);
    const sent = ref('');
    const hint = computed(() =>
      schema.check({ email: email.value }).warnings.find(({ path, fix }) => path[0] === 'email' && fix),
    );
    const mended = computed(() => hint.value && applyFix(email.value, hint.value));
    return {
      ...{ email, emailProps, mobile, mobileProps, errors, sent, mended },
      use: computed(() => mended.value && t.phrase('form.use', {}, { value: mended.value })),
      repair: () => setFieldValue('email', mended.value),
      submit: handleSubmit((data) => {
        sent.value = JSON.stringify(data);
      }),
    };
  },
  template: `<form novalidate @submit="submit">
    <label>Email <input v-model="email" v-bind="emailProps" inputmode="email" autocomplete="email"></label>
    <p role="alert">{{ errors.email }}</p>
    <button v-if="use" type="button" @click="repair">{{ use }}</button>
    <label>Mobile <input v-model="mobile" v-bind="mobileProps" type="tel" autocomplete="tel"></label>
    <p role="alert">{{ errors.mobile }}</p>
    <button>Sign up</button>
    <output>{{ sent }}</output>
  </form>`,
});

createApp(SignUp).mount(document.body.appendChild(document.createElement('main')));
