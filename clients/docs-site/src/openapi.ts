/** The parts of an OpenAPI 3.1 document that are shown. */

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: Schema | boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  pattern?: string;
  default?: unknown;
}

interface Media {
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, { value?: unknown }>;
}

export interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

export interface Answer {
  $ref?: string;
  description?: string;
  content?: Record<string, Media>;
}

export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content?: Record<string, Media> };
  responses?: Record<string, Answer>;
  'x-permission'?: string;
}

export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components?: Record<string, Record<string, unknown>>;
  'x-unavailable'?: string[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export interface Described {
  method: string;
  path: string;
  operation: Operation;
  /** Its name in addresses. */
  anchor: string;
}

/** All operations by their tag, in the order of their paths. */
export const byTag = (document: OpenApi): Map<string, Described[]> => {
  const tags = new Map<string, Described[]>();
  for (const [path, item] of Object.entries(document.paths).sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) {
        const tag = operation.tags?.[0] ?? 'Other';
        const anchor = `${method}-${path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '')}`;
        tags.set(tag, [...(tags.get(tag) ?? []), { method: method.toUpperCase(), path, operation, anchor }]);
      }
    }
  }
  return new Map([...tags].sort(([a], [b]) => a.localeCompare(b)));
};

/** What a reference names, or the thing itself. */
export const resolved = <T extends { $ref?: string }>(document: OpenApi, thing: T): T => {
  if (!thing.$ref) {
    return thing;
  }
  const [, , section = '', name = ''] = thing.$ref.split('/');
  return (document.components?.[section]?.[name] as T | undefined) ?? thing;
};

/** The name of a schema that is referred to. */
const nameOf = (schema: Schema): string | undefined => schema.$ref?.split('/').pop();

/** A type in few words, such as `array of Product` or `string (uuid)`. */
export const typeOf = (schema: Schema): string => {
  const named = nameOf(schema);
  if (named) {
    return named;
  }
  const parts = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (parts) {
    return parts.map(typeOf).join(schema.allOf ? ' and ' : ' or ');
  }
  if (schema.enum) {
    return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  }
  const types = [schema.type ?? []].flat();
  const written = types.map((type) =>
    type === 'array' && schema.items
      ? `array of ${typeOf(schema.items)}`
      : type === 'object' && typeof schema.additionalProperties === 'object'
        ? `map of ${typeOf(schema.additionalProperties)}`
        : type,
  );
  return `${written.join(' or ') || 'any value'}${schema.format ? ` (${schema.format})` : ''}`;
};

/** The limits of a value, in few words. */
export const limitsOf = ({
  minimum,
  maximum,
  minLength,
  maxLength,
  maxItems,
  pattern,
  default: usual,
}: Schema): string =>
  [
    minimum !== undefined && `at least ${minimum}`,
    maximum !== undefined && `at most ${maximum}`,
    minLength ? `${minLength} or more characters` : false,
    maxLength !== undefined && `at most ${maxLength} characters`,
    maxItems !== undefined && `at most ${maxItems} of them`,
    pattern && `like ${pattern}`,
    usual !== undefined && `default ${JSON.stringify(usual)}`,
  ]
    .filter(Boolean)
    .join('; ');

/** Members of an object with their depth; schemas that hold themselves are followed once. */
export const membersOf = (
  document: OpenApi,
  schema: Schema,
  depth = 0,
  seen: readonly string[] = [],
): { name: string; schema: Schema; required: boolean; depth: number }[] => {
  const named = nameOf(schema);
  if (named && seen.includes(named)) {
    return [];
  }
  const open = resolved(document, schema);
  const within = named ? [...seen, named] : seen;
  if (open.items) {
    return membersOf(document, open.items, depth, within);
  }
  const parts = [...(open.allOf ?? []), ...(open.oneOf ?? []), ...(open.anyOf ?? [])];
  return [
    ...Object.entries(open.properties ?? {}).flatMap(([name, member]) => [
      { name, schema: member, required: open.required?.includes(name) ?? false, depth },
      ...membersOf(document, member, depth + 1, within),
    ]),
    ...parts.flatMap((part) => membersOf(document, part, depth, within)),
  ];
};

/** The first example of a body. */
export const exampleOf = (content: Record<string, Media> | undefined): unknown => {
  const media = Object.values(content ?? {})[0];
  return media?.example ?? Object.values(media?.examples ?? {})[0]?.value;
};

/** A command that sends an operation, as docs/ write them. */
export const commandOf = ({ method, path, operation }: Described): string => {
  const body = exampleOf(operation.requestBody?.content);
  const type = Object.keys(operation.requestBody?.content ?? {})[0] ?? 'application/json';
  return [
    `curl -s ${method === 'GET' ? '' : `-X ${method} `}"$CROW${path.replace(/\{(\w+)}/g, (_, name: string) => `$${name.toUpperCase()}`)}"`,
    ...(operation['x-permission'] === 'public' ? [] : ['-H "Authorization: Bearer $SECRET_KEY"']),
    ...(operation.requestBody ? [`-H 'Content-Type: ${type}'`] : []),
    ...(body === undefined
      ? []
      : [`-d '${(typeof body === 'string' ? body : JSON.stringify(body)).replace(/'/g, "'\\''")}'`]),
  ].join(' \\\n  ');
};
