import { answerOf } from '@crow/api';
import { Badge, Button, Field } from '@crow/ui-kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api';
import { Fault, faultOf } from '../parts/fault';
import { useProof } from '../parts/proof';
import { addPasskey, passkeysWork } from '../passkeys';
import { problemOf, useSend } from '../send';
import { words } from '../words';
import { RecoveryCodes } from './codes';
import { when } from './when';

const text = words.account;

const KEY = ['passkeys'];

export const Passkeys = () => {
  const proven = useProof();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [codes, setCodes] = useState<string[]>([]);
  const list = useQuery({ queryKey: KEY, queryFn: () => answerOf(api.GET('/api/v1/auth/passkeys')) });
  const changed = () => {
    queries.invalidateQueries({ queryKey: KEY });
    queries.invalidateQueries({ queryKey: ['factor'] });
  };
  const add = useSend(
    () => proven(() => addPasskey(name.trim())),
    (made) => {
      setName('');
      setCodes(made);
      changed();
    },
  );
  const remove = useSend(
    (id: string) => proven(() => api.DELETE('/api/v1/auth/passkeys/{id}', { params: { path: { id } } })),
    changed,
  );
  return (
    <section className="card" aria-labelledby="passkeys">
      <h2 id="passkeys">{text.passkeys}</h2>
      <p>{text.passkeysText}</p>
      <Fault problem={problemOf(list.error) ?? remove.problem} />
      {list.data?.length === 0 && <p className="small">{text.noPasskeys}</p>}
      <ul className="list">
        {list.data?.map((passkey) => (
          <li key={passkey.id}>
            <div>
              <strong className="clipped">{passkey.name}</strong>
              {passkey.backedUp && <Badge>{text.backedUp}</Badge>}
              <p className="small">
                {passkey.lastUsed ? text.lastUsed(when(passkey.lastUsed)) : text.neverUsed}
              </p>
            </div>
            <Button
              look="plain"
              size="small"
              aria-label={text.removeNamed(passkey.name)}
              onClick={() => remove.send(passkey.id)}
            >
              {text.remove}
            </Button>
          </li>
        ))}
      </ul>
      {passkeysWork() && (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            add.send();
          }}
        >
          <Fault problem={add.problem} fields={['name']} />
          <Field
            label={text.passkeyName}
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
            fault={faultOf(add.problem, 'name')}
          />
          <div>
            <Button type="submit" look="quiet" busy={add.busy}>
              {text.addPasskey}
            </Button>
          </div>
        </form>
      )}
      <RecoveryCodes codes={codes} done={() => setCodes([])} />
    </section>
  );
};
