import { answerOf } from '@crow/api';
import { api } from './api';

/*
 * Billing, analytics over events, and notifications are services of their own, which an installation
 * may run without. The shapes below are what the pages use of their answers; where the service is
 * not there, the pages say so.
 */

interface Asked {
  params?: { query?: Record<string, string | number | boolean | undefined> };
  body?: unknown;
  signal?: AbortSignal;
}

type Ask = (
  method: 'get' | 'post' | 'put' | 'patch' | 'delete',
  path: string,
  asked: Asked,
) => Promise<{ data?: unknown }>;

/** Through the same client as everything else, so with its token and its refusals. */
const ask = async <T>(method: Parameters<Ask>[0], path: string, asked: Asked = {}): Promise<T> =>
  (await answerOf((api.request as unknown as Ask)(method, path, asked))) as T;

export interface Notification {
  id: string;
  type: string;
  category: string;
  title: string;
  content: string;
  readAt?: string | null;
  createdAt: string;
}

export interface NotificationChoice {
  category: string;
  inApp: boolean;
  email: string;
  silenced: boolean;
}

export const notifications = {
  page: (unread: boolean, cursor: string | undefined, signal: AbortSignal) =>
    ask<{ items: Notification[]; nextCursor?: string | null; unread: number }>(
      'get',
      '/api/v1/notifications',
      {
        params: { query: { unread, limit: 50, ...(cursor && { cursor }) } },
        signal,
      },
    ),
  unread: (signal: AbortSignal) =>
    ask<{ unread: number }>('get', '/api/v1/notifications/unread-count', { signal }),
  mark: (id: string, read: boolean) =>
    ask<Notification>('patch', `/api/v1/notifications/${encodeURIComponent(id)}`, { body: { read } }),
  markAll: (upTo: string) =>
    ask<unknown>('post', '/api/v1/notifications/read-all', { params: { query: { upTo } } }),
  remove: (id: string) => ask<void>('delete', `/api/v1/notifications/${encodeURIComponent(id)}`),
  choices: (signal: AbortSignal) =>
    ask<{ items: NotificationChoice[] }>('get', '/api/v1/notifications/preferences', { signal }),
  choose: ({ category, inApp, email }: NotificationChoice) =>
    ask<NotificationChoice>('put', `/api/v1/notifications/preferences/${encodeURIComponent(category)}`, {
      body: { inApp, email },
    }),
};

interface Days {
  from: string;
  /** The last day itself. */
  to: string;
}

export const analytics = {
  retention: (interval: string, days: Days, signal: AbortSignal) =>
    ask<{ interval: string; cohorts: { start: string; returned: number[] }[] }>(
      'get',
      '/api/v1/analytics/retention',
      { params: { query: { interval, ...days } }, signal },
    ),
  paths: (page: string | undefined, days: Days, signal: AbortSignal) =>
    ask<{ steps: { from: string; to: string; count: number }[] }>('get', '/api/v1/analytics/paths', {
      params: { query: { ...days, limit: 100, ...(page && { page }) } },
      signal,
    }),
  trend: (measure: string, days: Days, top: number, signal: AbortSignal) =>
    ask<{
      points: { start: string; value: number }[];
      total?: number | null;
      series: { key: string; total: number; values: number[] }[];
    }>('get', '/api/v1/analytics/trends', { params: { query: { measure, top, ...days } }, signal }),
};

export interface Used {
  day: string;
  measure: string;
  source: string;
  eventType: string;
  quantity: number;
}

export type Level = 'green' | 'yellow' | 'red';

export interface Share {
  module: string;
  current: number;
  limit: number;
  percentage: number;
  level: Level;
}

export interface Subscription {
  status: 'none' | 'active' | 'cancelled';
  modules: string[];
  payAsYouGo: boolean;
  billingPeriod?: 'monthly' | 'annual' | null;
  endsOn?: string | null;
}

export interface Plan {
  module: string;
  name: string;
  /** In whole units of the currency. */
  monthly: number;
  annual: number;
  interactions: number;
  patterns: number;
}

export interface Statement {
  currency: string;
  lines: { text: string; quantity: number; unit: string; unitPrice: number; amountMinor: number }[];
  netMinor: number;
  taxName: string;
  taxMinor: number;
  totalMinor: number;
}

export interface Budget {
  id: string;
  name: string;
  measure: string;
  limit: number;
  used: number;
  percentage: number;
  level: Level;
}

export interface Invoice {
  number: string;
  periodStart: string;
  periodEnd: string;
  issuedAt: string;
  currency: string;
  totalMinor: number;
}

const ofOrganization = (what: string, organization: string): string =>
  `/api/v1/billing/${what}/${encodeURIComponent(organization)}`;

export const billing = {
  used: (days: Days, signal: AbortSignal) =>
    ask<{ days: Used[] }>('get', '/api/v1/analytics/usage', { params: { query: { ...days } }, signal }),
  month: (organization: string, signal: AbortSignal) =>
    ask<{ modules: Share[]; patterns: Share; billingPeriodEnd: string }>(
      'get',
      ofOrganization('usage', organization),
      { signal },
    ),
  costs: (organization: string, signal: AbortSignal) =>
    ask<Statement>('get', ofOrganization('costs', organization), { signal }),
  plans: (signal: AbortSignal) =>
    ask<{ currency: string; modules: Plan[] }>('get', '/api/v1/billing/plans', { signal }),
  subscription: (organization: string, signal: AbortSignal) =>
    ask<Subscription>('get', ofOrganization('subscriptions', organization), { signal }),
  book: (organization: string, booked: Pick<Subscription, 'modules' | 'payAsYouGo' | 'billingPeriod'>) =>
    ask<Subscription>('put', ofOrganization('subscriptions', organization), { body: booked }),
  cancel: (organization: string) =>
    ask<Subscription>('post', `${ofOrganization('subscriptions', organization)}/cancel`),
  resume: (organization: string) =>
    ask<Subscription>('post', `${ofOrganization('subscriptions', organization)}/resume`),
  budgets: (signal: AbortSignal) => ask<{ items: Budget[] }>('get', '/api/v1/billing/budgets', { signal }),
  addBudget: (budget: Pick<Budget, 'name' | 'measure' | 'limit'>) =>
    ask<Budget>('post', '/api/v1/billing/budgets', { body: budget }),
  removeBudget: (id: string) => ask<void>('delete', `/api/v1/billing/budgets/${encodeURIComponent(id)}`),
  invoices: (organization: string, signal: AbortSignal) =>
    ask<{ items: Invoice[] }>('get', ofOrganization('invoices', organization), { signal }),
  pdf: (organization: string, number: string): string =>
    `${ofOrganization('invoices', organization)}/${encodeURIComponent(number)}/pdf`,
};

export type ExportKind = 'interactions' | 'patterns' | 'products' | 'analytics';
export type ExportFormat = 'csv' | 'json' | 'pdf';

export interface Export {
  id: string;
  status: 'pending' | 'running' | 'ready' | 'failed' | 'cancelled' | 'expired';
  step: 'collecting' | 'rendering' | 'done';
  kind: ExportKind;
  format: ExportFormat;
  name: string;
  rows: number;
  expected?: number | null;
  problem?: string | null;
  size?: number | null;
  createdAt: string;
  expiresAt?: string | null;
  /** Only of a single export that is ready. */
  download?: { url: string } | null;
}

export interface NewExport {
  kind: ExportKind;
  format: ExportFormat;
  from?: string;
  to?: string;
  timeZone?: string;
  source?: string;
  productId?: string;
  period?: string;
}

export interface Schedule {
  id: string;
  name: string;
  kind: ExportKind;
  format: ExportFormat;
  every: 'day' | 'week' | 'month';
  hour: number;
  weekday: string;
  dayOfMonth: number;
  timeZone: string;
  enabled: boolean;
  nextAt: string;
}

export type NewSchedule = Pick<
  Schedule,
  'name' | 'kind' | 'format' | 'every' | 'hour' | 'weekday' | 'dayOfMonth' | 'timeZone'
>;

const oneExport = (id: string): string => `/api/v1/exports/${encodeURIComponent(id)}`;
const oneSchedule = (id: string): string => `/api/v1/exports/schedules/${encodeURIComponent(id)}`;

export const exports = {
  page: (cursor: string | undefined, signal: AbortSignal) =>
    ask<{ items: Export[]; nextCursor?: string | null }>('get', '/api/v1/exports', {
      params: { query: { limit: 20, ...(cursor && { cursor }) } },
      signal,
    }),
  one: (id: string) => ask<Export>('get', oneExport(id)),
  order: (wanted: NewExport) => ask<Export>('post', '/api/v1/exports', { body: wanted }),
  cancel: (id: string) => ask<Export>('post', `${oneExport(id)}/cancel`),
  remove: (id: string) => ask<void>('delete', oneExport(id)),
  schedules: (signal: AbortSignal) =>
    ask<{ items: Schedule[] }>('get', '/api/v1/exports/schedules', { signal }),
  addSchedule: (schedule: NewSchedule) =>
    ask<Schedule>('post', '/api/v1/exports/schedules', { body: schedule }),
  changeSchedule: (id: string, enabled: boolean) =>
    ask<Schedule>('patch', oneSchedule(id), { body: { enabled } }),
  removeSchedule: (id: string) => ask<void>('delete', oneSchedule(id)),
};

export interface Webhook {
  id: string;
  url: string;
  description: string;
  types: string[];
  enabled: boolean;
  disabledReason?: string | null;
  failingSince?: string | null;
}

export interface Delivery {
  id: string;
  type: string;
  state: 'PENDING' | 'DELIVERED' | 'FAILED';
  attempts: number;
  nextAttempt?: string | null;
  createdAt: string;
}

const webhook = (id: string): string => `/api/v1/webhooks/${encodeURIComponent(id)}`;

export const webhooks = {
  all: (signal: AbortSignal) => ask<{ items: Webhook[] }>('get', '/api/v1/webhooks', { signal }),
  add: (url: string, description: string) =>
    ask<{ webhook: Webhook; secret: string }>('post', '/api/v1/webhooks', { body: { url, description } }),
  change: ({ id, url, description, types }: Webhook, enabled: boolean) =>
    ask<Webhook>('put', webhook(id), { body: { url, description, types, enabled } }),
  remove: (id: string) => ask<void>('delete', webhook(id)),
  test: (id: string) => ask<Delivery>('post', `${webhook(id)}/test`),
  deliveries: (id: string, cursor: string | undefined, signal: AbortSignal) =>
    ask<{ items: Delivery[]; nextCursor?: string | null }>('get', `${webhook(id)}/deliveries`, {
      params: { query: { limit: 50, ...(cursor && { cursor }) } },
      signal,
    }),
  replay: (id: string, delivery: string) =>
    ask<Delivery>('post', `${webhook(id)}/deliveries/${encodeURIComponent(delivery)}/replay`),
};

export type Watch = 'PATTERNS' | 'REFUSALS' | 'SILENCE';

export interface Rule {
  id: string;
  name: string;
  watch: string;
  limit?: number | null;
  hours?: number | null;
  firedAt?: string | null;
}

export const rules = {
  all: (signal: AbortSignal) => ask<{ items: Rule[] }>('get', '/api/v1/notifications/rules', { signal }),
  add: (rule: { name: string; watch: Watch; limit?: number; hours?: number }) =>
    ask<Rule>('post', '/api/v1/notifications/rules', { body: rule }),
  remove: (id: string) => ask<void>('delete', `/api/v1/notifications/rules/${encodeURIComponent(id)}`),
};
