import { answerOf, type Schemas } from '@crow/api';
import { Button, Check, Choice, Field } from '@crow/ui-kit';
import { useState } from 'react';
import { api } from '../api';
import { useChange } from '../changes';
import { originsOf } from '../keys';
import { say } from '../strings';
import { Copyable } from './copy';
import { Form, faultOf } from './form';
import { wordFor } from './interaction';

type Kind = Schemas['NewKey']['kind'];

/** What a secret key may be given. */
const GRANTABLE = [
  'events:write',
  'interactions:read',
  'patterns:read',
  'products:manage',
  'integrations:manage',
  'billing:manage',
  'organization:read',
] as const;

/** Makes a key and shows it this once. `only` leaves no choice of the sort. */
export const NewKey = ({ only, onMade }: { only?: Kind; onMade?: (made: Schemas['IssuedKey']) => void }) => {
  const [kind, setKind] = useState<Kind>(only ?? 'WRITE');
  const [name, setName] = useState('');
  const [origins, setOrigins] = useState('');
  const [permissions, setPermissions] = useState<readonly string[]>(['interactions:read']);
  const [until, setUntil] = useState('');
  const make = useChange(
    async () => {
      const made = await answerOf(
        api.POST('/api/v1/auth/api-keys', {
          body: {
            name: name.trim(),
            kind,
            ...(kind === 'WRITE'
              ? { allowedOrigins: originsOf(origins) }
              : { permissions: [...permissions] }),
            ...(until && { expiresAt: `${until}T23:59:59Z` }),
          },
        }),
      );
      onMade?.(made);
      return made;
    },
    { touches: [['keys']] },
  );
  if (make.data) {
    return (
      <div className="stack" aria-live="polite">
        <p>
          <strong>{say.keys.shownOnce}</strong>
        </p>
        <Copyable text={make.data.key} label={say.keys.key} />
        <Button look="quiet" onClick={() => make.reset()}>
          {say.keys.another}
        </Button>
      </div>
    );
  }
  return (
    <Form
      onSend={() => make.mutate(undefined)}
      error={make.error}
      fields={['name', 'allowedOrigins', 'permissions', 'expiresAt']}
    >
      <Field
        label={say.keys.name}
        value={name}
        maxLength={100}
        required
        placeholder={say.keys.nameExample}
        fault={faultOf(make.error, 'name')}
        onChange={({ target }) => setName(target.value)}
      />
      {!only && (
        <fieldset>
          <legend className="kit-label">{say.keys.kind}</legend>
          <div className="kit-choices">
            {(['WRITE', 'SECRET'] as const).map((one) => (
              <Choice key={one} name="kind" checked={kind === one} onChange={() => setKind(one)}>
                {say.keys.kinds[one]}
              </Choice>
            ))}
          </div>
          <p className="kit-hint">{say.keys.kindHints[kind]}</p>
        </fieldset>
      )}
      {kind === 'WRITE' ? (
        <Field
          label={say.keys.origins}
          hint={say.keys.originsHint}
          value={origins}
          placeholder="https://shop.example"
          fault={faultOf(make.error, 'allowedOrigins')}
          onChange={({ target }) => setOrigins(target.value)}
        />
      ) : (
        <fieldset>
          <legend className="kit-label">{say.keys.permissions}</legend>
          <div className="check-grid">
            {GRANTABLE.map((permission) => (
              <Check
                key={permission}
                checked={permissions.includes(permission)}
                onChange={({ target }) =>
                  setPermissions(
                    target.checked
                      ? [...permissions, permission]
                      : permissions.filter((one) => one !== permission),
                  )
                }
              >
                {wordFor(say.keys.grants, permission)}
              </Check>
            ))}
          </div>
          <span className="kit-fault">{faultOf(make.error, 'permissions')}</span>
        </fieldset>
      )}
      <Field
        label={say.keys.expires}
        type="date"
        hint={say.keys.expiresHint}
        value={until}
        min={new Date().toISOString().slice(0, 10)}
        fault={faultOf(make.error, 'expiresAt')}
        onChange={({ target }) => setUntil(target.value)}
      />
      <Button type="submit" busy={make.isPending} disabled={!name.trim()}>
        {say.keys.make}
      </Button>
    </Form>
  );
};
