import { answerOf, Problem, type Schemas } from '@crow/api';
import { Button, buttonLooks, Check, chooseTheme, Field, Select } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api';
import { useChange } from '../changes';
import { Form, faultOf } from '../parts/form';
import { Card } from '../parts/page';
import { Loaded, ProblemNotice } from '../parts/states';
import { say } from '../strings';

const ME = [['users', 'me'], ['session']] as const;

export const ProfileSettings = () => {
  const query = useQuery({
    queryKey: ['users', 'me'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/users/me', { signal })),
  });
  const preferences = useQuery({
    queryKey: ['users', 'me', 'preferences'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/users/me/preferences', { signal })),
  });
  return (
    <div className="columns">
      <Card title={say.settings.profile}>
        <Loaded query={query}>
          {(profile) => (
            <>
              <Picture url={profile.pictureUrl} />
              <Profile profile={profile} />
            </>
          )}
        </Loaded>
      </Card>
      <div className="stack">
        <Card title={say.settings.preferences}>
          <Loaded query={preferences}>{(given) => <Preferences given={given} />}</Loaded>
        </Card>
        <Card title={say.settings.security}>
          <p className="soft">{say.settings.securityWhere}</p>
          <p>
            <a {...buttonLooks({ look: 'quiet' })} href="/auth/account">
              {say.settings.toAccount}
            </a>
          </p>
        </Card>
      </div>
    </div>
  );
};

const Profile = ({ profile }: { profile: Schemas['ProfileProfile'] }) => {
  const [name, setName] = useState(profile.name);
  const [jobTitle, setJobTitle] = useState(profile.jobTitle ?? '');
  const [phone, setPhone] = useState(profile.phone ?? '');
  const change = useChange(
    () =>
      answerOf(
        api.PATCH('/api/v1/users/me', {
          // The document does not say that null clears; the suite does.
          body: {
            name: name.trim(),
            jobTitle: jobTitle.trim() || null,
            phone: phone.trim() || null,
          } as Schemas['ProfilePatch'],
        }),
      ),
    { touches: ME, done: say.common.saved },
  );
  return (
    <Form onSend={() => change.mutate(undefined)} error={change.error} fields={['name', 'jobTitle', 'phone']}>
      <Field label={say.team.email} value={profile.email} readOnly hint={say.settings.emailHint} />
      <Field
        label={say.team.name}
        value={name}
        autoComplete="name"
        fault={faultOf(change.error, 'name')}
        onChange={({ target }) => setName(target.value)}
      />
      <Field
        label={say.team.jobTitle}
        value={jobTitle}
        autoComplete="organization-title"
        fault={faultOf(change.error, 'jobTitle')}
        onChange={({ target }) => setJobTitle(target.value)}
      />
      <Field
        label={say.settings.phone}
        type="tel"
        value={phone}
        autoComplete="tel"
        fault={faultOf(change.error, 'phone')}
        onChange={({ target }) => setPhone(target.value)}
      />
      <Button type="submit" busy={change.isPending}>
        {say.common.save}
      </Button>
    </Form>
  );
};

const Picture = ({ url }: { url: string | null | undefined }) => {
  const [version, setVersion] = useState(0);
  const upload = useChange(
    async (file: File) => {
      // The file itself is the body; the document can only say that it is bytes.
      await api.PUT('/api/v1/users/me/picture', {
        body: file as unknown as string,
        bodySerializer: (body) => body as unknown as Blob,
        headers: { 'Content-Type': file.type },
      });
      setVersion(version + 1);
    },
    { touches: ME, done: say.common.saved },
  );
  const remove = useChange(async () => void (await api.DELETE('/api/v1/users/me/picture')), {
    touches: ME,
    done: say.common.saved,
  });
  const missing = remove.error instanceof Problem && remove.error.status === 404;
  return (
    <div className="stack">
      <ProblemNotice error={upload.error ?? (missing ? undefined : remove.error)} />
      <div className="actions">
        {url && (
          <img
            className="portrait"
            src={`${url}?v=${version}`}
            alt={say.settings.picture}
            width="72"
            height="72"
          />
        )}
        <Field
          label={say.settings.picture}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          onChange={({ target }) => target.files?.[0] && upload.mutate(target.files[0])}
        />
        {url && (
          <Button look="plain" size="small" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {say.common.remove}
          </Button>
        )}
      </div>
    </div>
  );
};

const MAILS = ['emailPatternAlerts', 'emailBillingNotices', 'emailTeamInvites', 'emailWeeklyDigest'] as const;
const THEMES = { system: 'auto', light: 'light', dark: 'dark' } as const;

const Preferences = ({ given }: { given: Schemas['Preferences'] }) => {
  const change = useChange(
    (patch: Schemas['PreferencesPatch']) =>
      answerOf(api.PATCH('/api/v1/users/me/preferences', { body: patch })),
    { touches: [['users', 'me', 'preferences']], done: say.common.saved },
  );
  return (
    <div className="form">
      <ProblemNotice error={change.error} />
      <fieldset>
        <legend className="kit-label">{say.settings.mails}</legend>
        <div className="check-grid">
          {MAILS.map((mail) => (
            <Check
              key={mail}
              checked={given[mail]}
              onChange={({ target }) => change.mutate({ [mail]: target.checked })}
            >
              {say.settings.mailKinds[mail]}
            </Check>
          ))}
        </div>
      </fieldset>
      <Select
        label={say.settings.theme}
        value={given.theme}
        options={Object.entries(say.settings.themes).map(([value, label]) => ({ value, label }))}
        onChange={({ target }) => {
          const theme = target.value as keyof typeof THEMES;
          chooseTheme(THEMES[theme]);
          change.mutate({ theme });
        }}
      />
      <Select
        label={say.settings.timeZone}
        value={given.timeZone}
        options={zonesWith(given.timeZone)}
        onChange={({ target }) => change.mutate({ timeZone: target.value })}
      />
    </div>
  );
};

/** All time zones the browser knows, and the one that is chosen. */
export const zonesWith = (chosen: string | null | undefined) =>
  [...new Set([...(chosen ? [chosen] : []), 'UTC', ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }));
