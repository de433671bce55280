import { answerOf, may, type Schemas } from '@crow/api';
import { Badge, Button, Check, Dialog, Field, Select, type Tone } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api';
import { useChange } from '../changes';
import { Confirm, Form, faultOf } from '../parts/form';
import { wordFor } from '../parts/interaction';
import { Card, PageFrame } from '../parts/page';
import { usePagesOf } from '../parts/pages-of';
import { Loaded, ProblemNotice } from '../parts/states';
import { type Column, DataTable } from '../parts/table';
import { Time } from '../parts/time';
import { plain } from '../plain';
import { useSession } from '../session';
import { say } from '../strings';

type Member = Schemas['Member'];
type Rights = Schemas['UserPermissions'];
type Flag = keyof { [K in keyof Rights as Rights[K] extends boolean ? K : never]: true };

const FLAGS: readonly Flag[] = [
  'interactionsEnabled',
  'patternsEnabled',
  'chatEnabled',
  'notificationsEnabled',
  'productsEnabled',
  'integrationsEnabled',
  'teamsEnabled',
  'apiKeysEnabled',
  'billingEnabled',
  'settingsEnabled',
];
const LOOKBACKS = ['7days', '30days', '90days', '1yr', 'all'] as const;
const CHANNELS = ['web', 'social', 'cctv'] as const;

/** What somebody new may do until an owner says otherwise. */
const TO_BEGIN_WITH: Rights = {
  chatEnabled: true,
  chatLookback: '1yr',
  chatComponents: ['web'],
  interactionsEnabled: true,
  patternsEnabled: true,
  teamsEnabled: false,
  apiKeysEnabled: false,
  billingEnabled: false,
  settingsEnabled: false,
  notificationsEnabled: true,
  integrationsEnabled: false,
  productsEnabled: false,
};

export const Page = () => {
  const [invites, setInvites] = useState(false);
  return (
    <PageFrame
      title={say.team.title}
      lead={say.team.lead}
      actions={<Button onClick={() => setInvites(true)}>{say.team.invite}</Button>}
    >
      <Members />
      <Invitations />
      <Dialog open={invites} onClose={() => setInvites(false)} title={say.team.invite} size="wide">
        <Invite />
      </Dialog>
    </PageFrame>
  );
};

const Members = () => {
  const session = useSession();
  const owns = may(session, 'organization:own');
  const [changed, setChanged] = useState<Member>();
  const [removed, setRemoved] = useState<Member>();
  const { query, more, isMoreComing } = usePagesOf(['users'], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/users', { params: { query: { limit: 100, ...(cursor && { cursor }) } }, signal }),
    ),
  );
  const remove = useChange(
    async (id: string) => {
      await api.DELETE('/api/v1/users/{id}', { params: { path: { id } } });
      setRemoved(undefined);
    },
    { touches: [['users']], done: say.team.removed },
  );
  const columns: readonly Column<Member>[] = [
    {
      name: say.team.name,
      main: true,
      cell: ({ id, name, pictureUrl }) => (
        <span className="member">
          {pictureUrl && <img src={pictureUrl} alt="" width="32" height="32" loading="lazy" />}
          <bdi>{plain(name, 100)}</bdi>
          {id === session.user.id && <Badge>{say.team.you}</Badge>}
        </span>
      ),
      text: ({ name }) => name,
    },
    {
      name: say.team.email,
      cell: ({ email }) => <bdi>{plain(email ?? '', 120)}</bdi>,
      text: ({ email }) => email ?? '',
    },
    {
      name: say.team.jobTitle,
      cell: ({ jobTitle }) => <bdi>{plain(jobTitle ?? '', 80)}</bdi>,
      text: ({ jobTitle }) => jobTitle ?? '',
    },
    {
      name: say.team.role,
      cell: ({ role }) =>
        role && <Badge tone={role === 'OWNER' ? 'good' : 'plain'}>{say.team.roles[role]}</Badge>,
      text: ({ role }) => role ?? '',
    },
    {
      name: say.team.joined,
      cell: ({ joinedAt }) => joinedAt && <Time at={joinedAt} />,
      text: ({ joinedAt }) => joinedAt ?? '',
    },
    {
      name: say.common.actions,
      cell: (member) =>
        member.id !== session.user.id && (
          <span className="actions">
            {owns && (
              <Button look="quiet" size="small" onClick={() => setChanged(member)}>
                {say.team.rights}
              </Button>
            )}
            {(owns || member.role !== 'OWNER') && (
              <Button look="plain" size="small" onClick={() => setRemoved(member)}>
                {say.common.remove}
              </Button>
            )}
          </span>
        ),
    },
  ];
  return (
    <Card title={say.team.members}>
      <Loaded query={query}>
        {(members) => (
          <DataTable
            caption={say.team.members}
            columns={columns}
            rows={members}
            keyOf={({ id }) => id}
            file="team"
            more={more}
            isMoreComing={isMoreComing}
          />
        )}
      </Loaded>
      {changed && <Standing of={changed} close={() => setChanged(undefined)} />}
      <Confirm
        open={removed !== undefined}
        title={say.team.removeAsk(plain(removed?.name ?? '', 80))}
        action={say.common.remove}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => removed && remove.mutate(removed.id)}
        onClose={() => setRemoved(undefined)}
      >
        {say.team.removeWhy}
      </Confirm>
    </Card>
  );
};

/** What somebody may do: one switch each, and how far their questions reach. */
const RightsFields = ({ rights, change }: { rights: Rights; change: (rights: Rights) => void }) => (
  <>
    <fieldset>
      <legend className="kit-label">{say.team.may}</legend>
      <div className="check-grid">
        {FLAGS.map((flag) => (
          <Check
            key={flag}
            checked={rights[flag]}
            onChange={({ target }) => change({ ...rights, [flag]: target.checked })}
          >
            {say.team.flags[flag]}
          </Check>
        ))}
      </div>
    </fieldset>
    {rights.chatEnabled && (
      <>
        <Select
          label={say.team.lookback}
          value={rights.chatLookback}
          options={LOOKBACKS.map((value) => ({ value, label: say.team.lookbacks[value] }))}
          onChange={({ target }) => change({ ...rights, chatLookback: target.value })}
        />
        <fieldset>
          <legend className="kit-label">{say.team.channels}</legend>
          <div className="check-grid">
            {CHANNELS.map((channel) => (
              <Check
                key={channel}
                checked={rights.chatComponents.includes(channel)}
                onChange={({ target }) =>
                  change({
                    ...rights,
                    chatComponents: target.checked
                      ? [...rights.chatComponents, channel]
                      : rights.chatComponents.filter((one) => one !== channel),
                  })
                }
              >
                {wordFor(say.interactions.sources, channel)}
              </Check>
            ))}
          </div>
        </fieldset>
      </>
    )}
  </>
);

const Standing = ({ of: { id, name }, close }: { of: Member; close: () => void }) => {
  const query = useQuery({
    queryKey: ['users', id, 'permissions'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/users/{id}/permissions', { params: { path: { id } }, signal })),
  });
  const changeRole = useChange(
    (role: 'OWNER' | 'MEMBER') =>
      answerOf(api.PUT('/api/v1/users/{id}/role', { params: { path: { id } }, body: { role } })),
    { touches: [['users']], done: say.common.saved },
  );
  return (
    <Dialog open onClose={close} title={say.team.rightsOf(plain(name, 80))} size="wide">
      <ProblemNotice error={changeRole.error} />
      <Loaded query={query}>
        {({ role, permissions }) => (
          <>
            <div className="actions">
              <Badge tone={role === 'OWNER' ? 'good' : 'plain'}>{say.team.roles[role]}</Badge>
              <Button
                look="quiet"
                size="small"
                busy={changeRole.isPending}
                onClick={() => changeRole.mutate(role === 'OWNER' ? 'MEMBER' : 'OWNER')}
              >
                {role === 'OWNER' ? say.team.makeMember : say.team.makeOwner}
              </Button>
            </div>
            {role === 'OWNER' ? (
              <p className="soft">{say.team.ownersMayAll}</p>
            ) : (
              <ChangeRights id={id} before={permissions} close={close} />
            )}
          </>
        )}
      </Loaded>
    </Dialog>
  );
};

const ChangeRights = ({ id, before, close }: { id: string; before: Rights; close: () => void }) => {
  const [rights, setRights] = useState(before);
  const change = useChange(
    async () => {
      await answerOf(api.PATCH('/api/v1/users/{id}/permissions', { params: { path: { id } }, body: rights }));
      close();
    },
    { touches: [['users']], done: say.common.saved },
  );
  return (
    <Form onSend={() => change.mutate(undefined)} error={change.error}>
      <RightsFields rights={rights} change={setRights} />
      <Button type="submit" busy={change.isPending}>
        {say.common.save}
      </Button>
    </Form>
  );
};

const Invite = () => {
  const [emails, setEmails] = useState('');
  const [rights, setRights] = useState(TO_BEGIN_WITH);
  const invite = useChange(
    () =>
      answerOf(
        api.POST('/api/v1/auth/team-invitations', {
          body: { emails: emails.split(/[\s,;]+/).filter(Boolean), permissions: rights },
        }),
      ),
    { touches: [['invitations']] },
  );
  if (invite.data) {
    return (
      <div className="stack" aria-live="polite">
        <ul className="plain-list">
          {invite.data.results.map(({ email, status }) => (
            <li key={email}>
              <bdi>{plain(email, 254)}</bdi>{' '}
              <Badge tone={status === 'invited' ? 'good' : 'warm'}>{wordFor(say.team.results, status)}</Badge>
            </li>
          ))}
        </ul>
        <Button
          look="quiet"
          onClick={() => {
            setEmails('');
            invite.reset();
          }}
        >
          {say.team.inviteMore}
        </Button>
      </div>
    );
  }
  return (
    <Form onSend={() => invite.mutate(undefined)} error={invite.error} fields={['emails']}>
      <Field
        label={say.team.emails}
        hint={say.team.emailsHint}
        value={emails}
        required
        placeholder="alex@shop.example"
        fault={faultOf(invite.error, 'emails')}
        onChange={({ target }) => setEmails(target.value)}
      />
      <RightsFields rights={rights} change={setRights} />
      <Button type="submit" busy={invite.isPending} disabled={!emails.trim()}>
        {say.team.send}
      </Button>
    </Form>
  );
};

type Invitation = Schemas['InvitationView'];

const INVITED: Record<string, Tone> = { pending: 'warm', accepted: 'good' };
const INVITATIONS = [['invitations']] as const;

const Invitations = () => {
  const query = useQuery({
    queryKey: ['invitations'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/auth/team-invitations', { signal })),
  });
  const resend = useChange(
    (id: string) =>
      answerOf(api.POST('/api/v1/auth/team-invitations/{id}/resend', { params: { path: { id } } })),
    { touches: INVITATIONS, done: say.team.sent },
  );
  const revoke = useChange(
    (id: string) => answerOf(api.DELETE('/api/v1/auth/team-invitations/{id}', { params: { path: { id } } })),
    { touches: INVITATIONS, done: say.team.takenBack },
  );
  const columns: readonly Column<Invitation>[] = [
    { name: say.team.email, cell: ({ email }) => <bdi>{plain(email, 254)}</bdi>, text: ({ email }) => email },
    {
      name: say.team.state,
      cell: ({ status }) => (
        <Badge tone={INVITED[status] ?? 'plain'}>{wordFor(say.team.invitationStates, status)}</Badge>
      ),
      text: ({ status }) => status,
    },
    {
      name: say.team.invited,
      cell: ({ createdAt }) => <Time at={createdAt} />,
      text: ({ createdAt }) => createdAt,
    },
    {
      name: say.common.actions,
      cell: ({ id, status, email }) =>
        (status === 'pending' || status === 'expired') && (
          <span className="actions">
            <Button
              look="quiet"
              size="small"
              aria-label={`${say.team.resend}: ${plain(email, 80)}`}
              onClick={() => resend.mutate(id)}
            >
              {say.team.resend}
            </Button>
            <Button
              look="plain"
              size="small"
              aria-label={`${say.team.takeBack}: ${plain(email, 80)}`}
              onClick={() => revoke.mutate(id)}
            >
              {say.team.takeBack}
            </Button>
          </span>
        ),
    },
  ];
  return (
    <Card title={say.team.invitations}>
      <ProblemNotice error={resend.error ?? revoke.error} />
      <Loaded query={query}>
        {(invitations) => (
          <DataTable
            caption={say.team.invitations}
            columns={columns}
            rows={invitations}
            keyOf={({ id }) => id}
            empty={<p className="nothing">{say.team.noInvitations}</p>}
          />
        )}
      </Loaded>
    </Card>
  );
};
