import type { z } from 'zod';

/** Part of a JSON Schema. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What is sent to an address as its body. */
export interface Body {
  readonly type: 'application/json' | 'application/x-www-form-urlencoded';
  /** The schema with which the address reads it, or what is said of a body that somebody else defines. */
  readonly schema: z.ZodType | JsonSchema;
  /** What the schema demands besides and JSON Schema can say, but zod does not write down. */
  readonly rules?: readonly JsonSchema[];
  /** By name. */
  readonly examples: Readonly<Record<string, object>>;
  /** The address takes a request without a body. */
  readonly optional?: true;
}

/** What is answered with a status. */
export interface AnswerOf {
  readonly description: string;
  /** By media type, without parameters; absent: no content. */
  readonly content?: Readonly<Record<string, z.ZodType>>;
  /** Of the first media type, by name. */
  readonly examples?: Readonly<Record<string, unknown>>;
  /** Headers that matter, with what they say. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One method of an address. */
export interface Address {
  readonly path: string;
  readonly method: 'get' | 'post';
  readonly tag: string;
  /** Names it among all addresses: programs are generated from it. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** Names of security schemes, of which one suffices; none: open to everybody. */
  readonly security: readonly string[];
  readonly query?: z.ZodObject;
  readonly body?: Body;
  /** By status, or `default`. */
  readonly answers: Readonly<Record<string, AnswerOf>>;
  /** Statuses of problems, besides {@link EVERYWHERE}. */
  readonly problems: readonly number[];
}

/** Problems that every address of ours has: a bad request or an answer that is too large, a faulty configuration, Twilio out of reach. */
export const EVERYWHERE = [400, 500, 503];

/** An answer of JSON. */
export function json(description: string, schema: z.ZodType, examples?: AnswerOf['examples']): AnswerOf {
  return { description, content: { 'application/json': schema }, ...(examples && { examples }) };
}
