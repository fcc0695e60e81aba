import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Content {
  readonly content?: Readonly<Record<string, object>>;
}

interface Operation {
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>>;
}

const JSON_TYPE = 'application/json';

/**
 * Checks request bodies against Discord's OpenAPI description, whose file the environment variable
 * DISCORD_OPENAPI names, and the loopback's own replies with them, so that it stays like Discord.
 * Without the file nothing is validated, only counted.
 */
export class BodyValidator {
  /** Request bodies. */
  validated = 0;
  /** Request bodies that were not validated for want of a description. */
  skipped = 0;
  /** What was wrong, one text each. Tests fail when there is any. */
  readonly faults: string[] = [];
  readonly #api: DescribedApi | undefined;

  constructor(file = process.env.DISCORD_OPENAPI) {
    if (file) this.#api = DescribedApi.from(file);
  }

  /** @param path Without the base and version, e.g. `/channels/123/messages`. */
  checkRequest(method: string, path: string, body: unknown): void {
    if (this.#api === undefined) this.skipped += 1;
    else {
      this.validated += 1;
      this.#note(this.#api.requestFault(method, path, body));
    }
  }

  checkReply(method: string, path: string, status: number, body: unknown): void {
    this.#note(this.#api?.replyFault(method, path, status, body));
  }

  #note(fault: string | undefined): void {
    if (fault !== undefined) this.faults.push(fault);
  }
}

class DescribedApi {
  /** Reading and compiling takes longer than most tests: once per file and process. */
  static readonly #known = new Map<string, DescribedApi>();
  readonly #ajv = new Ajv2020({ strict: false, logger: false, inlineRefs: false });
  readonly #description: OpenApi;
  readonly #compiled = new Map<string, ValidateFunction>();

  static from(file: string): DescribedApi {
    const known = DescribedApi.#known.get(file) ?? new DescribedApi(file);
    DescribedApi.#known.set(file, known);
    return known;
  }

  private constructor(file: string) {
    this.#description = JSON.parse(readFileSync(file, 'utf8')) as OpenApi;
    addFormats.default(this.#ajv);
    this.#ajv.addFormat('snowflake', /^\d{1,20}$/);
    this.#ajv.addFormat('nonce', true);
    this.#ajv.addSchema(this.#description, 'discord');
  }

  requestFault(method: string, path: string, body: unknown): string | undefined {
    const found = this.#find(method, path);
    if (found?.operation.requestBody?.content?.[JSON_TYPE] === undefined) {
      return `${method} ${path} takes no JSON body in Discord's description`;
    }
    return this.#fault(found.template, method, ['requestBody'], body);
  }

  /** Statuses that the description does not mention, e.g. 502, may hold anything. */
  replyFault(method: string, path: string, status: number, body: unknown): string | undefined {
    const found = this.#find(method, path);
    if (found === undefined || body === undefined) return undefined;
    const { responses } = found.operation;
    const key = [String(status), `${Math.floor(status / 100)}XX`].find((name) => name in responses);
    if (key === undefined || responses[key]?.content?.[JSON_TYPE] === undefined) return undefined;
    return this.#fault(found.template, method, ['responses', key], body);
  }

  /** The template with the most literal parts that matches, e.g. `@original` before an id. */
  #find(method: string, path: string): { template: string; operation: Operation } | undefined {
    const parts = path.split('/');
    const variables = (template: string) => template.split('{').length;
    return Object.entries(this.#description.paths)
      .flatMap(([template, operations]) => {
        const operation = operations[method.toLowerCase()];
        return operation === undefined ? [] : [{ template, operation }];
      })
      .filter(({ template }) => {
        const wanted = template.split('/');
        const fits = (part: string, index: number) => part.startsWith('{') || part === parts[index];
        return wanted.length === parts.length && wanted.every(fits);
      })
      .sort((a, b) => variables(a.template) - variables(b.template))[0];
  }

  #fault(template: string, method: string, where: readonly string[], body: unknown) {
    const pointer = ['paths', template, method.toLowerCase(), ...where, 'content']
      .concat(JSON_TYPE, 'schema')
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const validate =
      this.#compiled.get(pointer) ?? this.#ajv.compile({ $ref: `discord#/${pointer}` });
    this.#compiled.set(pointer, validate);
    if (validate(body)) return undefined;
    const reasons = (validate.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath || '/'} ${message}`,
    );
    const what = `${method} ${template} ${where.join(' ')}`;
    return `${what}: ${reasons.join('; ')}: ${JSON.stringify(body)}`;
  }
}
