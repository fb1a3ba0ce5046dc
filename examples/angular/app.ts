// Angular's signal forms with presend: `validateStandardSchema` takes the schema as it is.

import '@angular/compiler';
import { Component, computed, provideZonelessChangeDetection, signal } from '@angular/core';
import { form, FormField, submit, validateStandardSchema } from '@angular/forms/signals';
import { bootstrapApplication } from '@angular/platform-browser';
import { applyFix, createMessages, emailSchema, fields, phoneSchema } from 'presend';

const t = createMessages();
const schema = fields({
  email: emailSchema({ message: t }),
  mobile: phoneSchema({ region: 'IN', optional: true, message: t }),
});

@Component({
  selector: 'main',
  imports: [FormField],
  template: `<form novalidate (submit)="send($event)">
    <label>Email <input [formField]="signUp.email" inputmode="email" autocomplete="email" /></label>
    @if (signUp.email().touched()) {
      @for (error of signUp.email().errors(); track $index) {
        <p role="alert">{{ error.message }}</p>
      }
      @if (use()) {
        <button type="button" (click)="repair()">{{ use() }}</button>
      }
    }
    <label>Mobile <input [formField]="signUp.mobile" type="tel" autocomplete="tel" /></label>
    @if (signUp.mobile().touched()) {
      @for (error of signUp.mobile().errors(); track $index) {
        <p role="alert">{{ error.message }}</p>
      }
    }
    <button>Sign up</button>
    <output>{{ sent() }}</output>
  </form>`,
})
class SignUp {
  readonly values = signal({ email: '', mobile: '' });
  readonly signUp = form(this.values, (path) => validateStandardSchema(path, schema as never));
  readonly sent = signal('');
  readonly hint = computed(() =>
    schema.check(this.values()).warnings.find(({ path, fix }) => path[0] === 'email' && fix),
  );
  readonly mended = computed(() => this.hint() && applyFix(this.values().email, this.hint()!));
  readonly use = computed(() => this.mended() && t.phrase('form.use', {}, { value: this.mended()! }));

  repair() {
    this.values.update((values) => ({ ...values, email: this.mended()! }));
  }

  send(event: Event) {
    event.preventDefault();
    // Angular keeps what was typed; the schema says what it became.
    submit(this.signUp, async () => this.sent.set(JSON.stringify(schema.check(this.values()).value)));
  }
}

document.body.append(document.createElement('main'));
bootstrapApplication(SignUp, { providers: [provideZonelessChangeDetection()] });
