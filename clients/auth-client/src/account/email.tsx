import { Button, Field } from '@crow/ui-kit';
import { useState } from 'react';
import { api } from '../api';
import { MailsAreFiles } from '../pages/check-mail';
import { Fault, faultOf } from '../parts/fault';
import { useProof } from '../parts/proof';
import { useSend } from '../send';
import { words } from '../words';

const text = words.account;

export const EmailSection = () => {
  const proven = useProof();
  const [email, setEmail] = useState('');
  const { send, busy, done, problem } = useSend(() =>
    proven(() => api.POST('/api/v1/auth/change-email', { body: { email: email.trim() } })),
  );
  return (
    <section className="card" aria-labelledby="email">
      <h2 id="email">{text.email}</h2>
      {done ? (
        <>
          <p aria-live="polite">{text.emailAsked(email)}</p>
          <MailsAreFiles />
        </>
      ) : (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <Fault problem={problem} fields={['email']} />
          <Field
            label={text.newEmail}
            type="email"
            autoComplete="email"
            required
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            fault={faultOf(problem, 'email')}
          />
          <div>
            <Button type="submit" look="quiet" busy={busy}>
              {text.changeEmail}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
};
