import type { z } from 'zod';
import type { Actor } from '../../../infra/ports/unit-of-work';
import type { Access, PrincipalFor } from './access';
import type { ProblemCode } from './problem-table';
import type { BodySpec } from './request-body';

export type Method = 'get' | 'head' | 'options' | 'post' | 'put' | 'patch' | 'delete';

/** Bytes that leave as they are: a PDF decrypted segment by segment, a CSV report. */
export interface FileReply {
  readonly contentType: string;
  readonly content: Buffer | AsyncIterable<Buffer>;
  /** Bytes, where known before the end. */
  readonly size?: number;
  readonly disposition?: { readonly kind: 'attachment' | 'inline'; readonly fileName: string };
}

export interface ResponseSpec {
  readonly description: string;
  /** A body leaves through this schema: a field that it does not name cannot leak. */
  readonly json?: z.ZodType;
  /** Content types of the files that this response may be. */
  readonly files?: readonly string[];
}

export type Responses = Readonly<Record<number, ResponseSpec>>;

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly file?: FileReply;
}

type Headers = { readonly headers?: Readonly<Record<string, string>> };
type JsonOf<K, S> = S extends { json: infer J extends z.ZodType }
  ? Headers & { readonly status: K; readonly body: z.input<J> }
  : never;
type FileOf<K, S> = S extends { files: readonly string[] }
  ? Headers & { readonly status: K; readonly file: FileReply }
  : never;
type EmptyOf<K, S> = S extends { json: z.ZodType } | { files: readonly string[] }
  ? never
  : Headers & { readonly status: K };

/** Exactly the declared responses: an undeclared status does not compile. */
export type ReplyOf<R extends Responses> = {
  [K in keyof R]: JsonOf<K, R[K]> | FileOf<K, R[K]> | EmptyOf<K, R[K]>;
}[keyof R];

type BodyOf<B> = B extends { schema: infer S extends z.ZodType }
  ? z.output<S>
  : B extends { kind: 'bytes' }
    ? Buffer
    : B extends { kind: 'stream' }
      ? AsyncIterable<Buffer>
      : undefined;

export interface Input<A extends Access, P, Q, B> {
  /** Who acts, with the scope that this route's access gives: never more than the caller has. */
  readonly actor: Actor;
  readonly principal: PrincipalFor<A>;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Where the request comes from: an IPv4 address, or a /64 of IPv6. */
  readonly network: string;
  /** The first of `types` that the caller accepts, null where none. */
  accepts(types: readonly string[]): string | null;
  header(name: string): string | undefined;
}

type ReplyHeaders = Readonly<Record<string, string>>;

/** The three kinds of reply. Each keeps its literal status, so that only a declared one compiles. */
export function json<const K extends number, B>(
  status: K,
  body: B,
  headers: ReplyHeaders = {},
): { readonly status: K; readonly body: B; readonly headers: ReplyHeaders } {
  return { status, body, headers };
}

export function file<const K extends number>(
  status: K,
  content: FileReply,
  headers: ReplyHeaders = {},
): { readonly status: K; readonly file: FileReply; readonly headers: ReplyHeaders } {
  return { status, file: content, headers };
}

export function empty<const K extends number>(
  status: K,
  headers: ReplyHeaders = {},
): { readonly status: K; readonly headers: ReplyHeaders } {
  return { status, headers };
}

/** Attempts per network and minute on routes that anyone may call. */
export interface RateLimit {
  readonly name: string;
  readonly perMinute:
    | 'signInAttemptsPerMinute'
    | 'activationsPerMinute'
    | 'tokenRequestsPerMinute'
    | 'verificationsPerMinute';
}

interface Described {
  readonly method: Method;
  /** OpenAPI form: `/v1/employers/{employerId}/agents`; `{+path}` spans segments (RFC 6570, 3.2.3). */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly rateLimit?: RateLimit;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: BodySpec;
  readonly responses: Responses;
  /** Why a POST takes no Idempotency-Key; all others do. */
  readonly withoutIdempotencyKey?: 'creates-nothing' | 'hands-out-a-session';
  /** Headers that say what is to be created: with others, the request is another one. */
  readonly creatingHeaders?: readonly string[];
  /** Codes that this route's capability answers with, beside those every route may give. */
  readonly problems?: readonly ProblemCode[];
}

interface Definition<A extends Access, P extends z.ZodObject, Q extends z.ZodObject, B, R extends Responses>
  extends Described {
  readonly access: A;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B & BodySpec;
  readonly responses: R;
  handle(input: Input<A, z.output<P>, z.output<Q>, BodyOf<B>>): Promise<ReplyOf<R>>;
}

/** One call of the API: how it is validated, authorised, documented and answered. */
export interface Route extends Described {
  handle(input: Input<Access, unknown, unknown, unknown>): Promise<Reply>;
}

/**
 * The one definition of a call. What it declares is what is checked, what the
 * OpenAPI document says, and what the authorisation tests enumerate.
 */
export function defineRoute<
  const A extends Access,
  R extends Responses,
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B = undefined,
>(definition: Definition<A, P, Q, B, R>): Route {
  const inPath = [...definition.path.matchAll(/\{\+?(\w+)\}/g)].map((match) => match[1]);
  const declared = Object.keys(definition.params?.shape ?? {});
  if (inPath.join() !== declared.join()) {
    throw new Error(`${definition.method} ${definition.path}: parameters and path differ`);
  }
  if (typeof definition.access === 'object' && !inPath.includes('employerId')) {
    throw new Error(`${definition.method} ${definition.path}: an employer's route names its employer`);
  }
  return {
    ...definition,
    // The router hands over what these very schemas returned and what this very access granted.
    handle: (input) => definition.handle(input as Parameters<typeof definition.handle>[0]) as Promise<Reply>,
  };
}
