import { answerOf, type Schemas } from '@crow/api';
import { Button, Field } from '@crow/ui-kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api';
import { Fault } from '../parts/fault';
import { useProof } from '../parts/proof';
import { problemOf, useSend } from '../send';
import { words } from '../words';
import { RecoveryCodes } from './codes';
import { Qr } from './qr';

const text = words.account;

/** Codes of an authenticator app. */
export const FactorSection = () => {
  const proven = useProof();
  const queries = useQueryClient();
  const [enrolment, setEnrolment] = useState<Schemas['EnrollingFactorEnrolment']>();
  const [codes, setCodes] = useState<string[]>([]);
  const status = useQuery({
    queryKey: ['factor'],
    queryFn: () => answerOf(api.GET('/api/v1/auth/second-factor')),
  });
  const changed = () => queries.invalidateQueries({ queryKey: ['factor'] });
  const begin = useSend(
    () => proven(() => answerOf(api.POST('/api/v1/auth/second-factor/enrol', { body: {} }))),
    setEnrolment,
  );
  const end = useSend(
    () => proven(() => api.POST('/api/v1/auth/second-factor/disable', { body: {} })),
    changed,
  );
  const renew = useSend(
    () => proven(() => answerOf(api.POST('/api/v1/auth/second-factor/recovery-codes', { body: {} }))),
    ({ recoveryCodes }) => {
      setCodes(recoveryCodes);
      changed();
    },
  );
  return (
    <section className="card" aria-labelledby="factor">
      <h2 id="factor">{text.factor}</h2>
      <p>{text.factorText}</p>
      <Fault problem={problemOf(status.error) ?? begin.problem ?? end.problem ?? renew.problem} />
      {status.data && (
        <p>{status.data.enabled ? text.factorOn(status.data.recoveryCodesLeft) : text.factorOff}</p>
      )}
      {status.data?.enabled ? (
        <div className="row">
          <Button look="quiet" size="small" busy={renew.busy} onClick={() => renew.send()}>
            {text.newCodes}
          </Button>
          <Button look="plain" size="small" busy={end.busy} onClick={() => end.send()}>
            {text.turnOff}
          </Button>
        </div>
      ) : enrolment ? (
        <Enrol
          enrolment={enrolment}
          done={(made) => {
            setEnrolment(undefined);
            setCodes(made);
            changed();
          }}
        />
      ) : (
        <div>
          <Button look="quiet" busy={begin.busy} onClick={() => begin.send()}>
            {text.turnOn}
          </Button>
        </div>
      )}
      <RecoveryCodes codes={codes} done={() => setCodes([])} />
    </section>
  );
};

const Enrol = ({
  enrolment: { secret, uri },
  done,
}: {
  enrolment: Schemas['EnrollingFactorEnrolment'];
  done: (codes: string[]) => void;
}) => {
  const [code, setCode] = useState('');
  const { send, busy, problem } = useSend(
    () => answerOf(api.POST('/api/v1/auth/second-factor/confirm', { body: { code: code.trim() } })),
    ({ recoveryCodes }) => done(recoveryCodes),
  );
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p>{text.scan}</p>
      <Qr text={uri} />
      <p>
        {text.secret}: <code className="secret">{secret}</code>
      </p>
      <Fault problem={problem} />
      <Field
        label={words.fields.code}
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        maxLength={20}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <div>
        <Button type="submit" busy={busy}>
          {text.confirm}
        </Button>
      </div>
    </form>
  );
};
