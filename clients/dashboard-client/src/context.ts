import { api } from './api';
import { say } from './strings';

interface Version {
  version: number;
  mediaType: string;
  bytes: number;
  state: 'UPLOADING' | 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';
  step: string;
  total?: number;
  done: number;
  detail?: string;
  createdAt: string;
}

export interface ContextDocument {
  id: string;
  name: string;
  currentVersion?: number;
  versions: Version[];
  updatedAt: string;
}

export interface Profile {
  about?: string;
  audience?: string;
  tone?: string;
  markets?: string[];
}

export interface Known {
  profile: Profile;
  sections: { kind: string; title: string; text: string }[];
}

export interface Piece {
  kind: string;
  title: string;
  version: number;
  position: number;
  heading?: string;
  page?: number;
  text: string;
}

interface Ask {
  params?: { query?: Record<string, string | number> };
  body?: unknown;
  signal?: AbortSignal;
}

/** The suite, asked for what it knows of the organization. */
export const context = api as unknown as Record<
  'GET' | 'POST' | 'PUT' | 'DELETE',
  <T>(path: string, ask?: Ask) => Promise<{ data?: T; error?: unknown }>
>;

export const BASE = '/api/v1/organizations/context';
/** What looks otherwise after a change. */
export const CONTEXT = [['context']] as const;
const MOST_BYTES = 10 * 1024 * 1024;
export const TYPES: Record<string, string> = {
  pdf: 'application/pdf',
  rtf: 'application/rtf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  html: 'text/html',
  htm: 'text/html',
  md: 'text/markdown',
  csv: 'text/csv',
  txt: 'text/plain',
};

/** By the end of its name, for browsers know few of them; undefined if it is not read. */
export const typeOf = (name: string): string | undefined => {
  const end = name.split('.').at(-1)?.toLowerCase() ?? '';
  return Object.hasOwn(TYPES, end) ? TYPES[end] : undefined;
};

/** What is wrong with a file before it is sent. */
export const wrongWith = ({ name, size }: { name: string; size: number }): string | undefined => {
  if (!typeOf(name)) {
    return say.context.fileKind;
  }
  return size > MOST_BYTES ? say.context.fileSize : undefined;
};
