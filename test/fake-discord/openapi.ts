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

interface Described {
  readonly template: string;
  /** The parts of the template. */
  readonly wanted: readonly string[];
  readonly operation: Operation;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>>;
}

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'multipart/form-data';

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

  /** @param file Empty: nothing is validated, e.g. to measure speed. */
  constructor(file = process.env.DISCORD_OPENAPI) {
    if (file) this.#api = DescribedApi.from(file);
  }

  /**
   * @param path Without the base and version, e.g. `/channels/123/messages`.
   * @param body Of a form with files: its `payload_json`.
   */
  checkRequest(method: string, path: string, body: unknown, isForm = false): void {
    if (this.#api === undefined) this.skipped += 1;
    else {
      this.validated += 1;
      this.#note(this.#api.requestFault(method, path, body, isForm));
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
  /** By method and number of parts; those with the most literal parts first. */
  readonly #operations = new Map<string, Described[]>();
  readonly #compiled = new Map<string, ValidateFunction>();

  static from(file: string): DescribedApi {
    const known = DescribedApi.#known.get(file) ?? new DescribedApi(file);
    DescribedApi.#known.set(file, known);
    return known;
  }

  private constructor(file: string) {
    const description = JSON.parse(readFileSync(file, 'utf8')) as OpenApi;
    this.#index(description);
    addFormats.default(this.#ajv);
    this.#ajv.addFormat('snowflake', /^\d{1,20}$/);
    this.#ajv.addFormat('nonce', true);
    this.#ajv.addSchema(description, 'discord');
  }

  #index({ paths }: OpenApi): void {
    const variables = (template: string) => template.split('{').length;
    const templates = Object.keys(paths).sort((a, b) => variables(a) - variables(b));
    for (const template of templates) {
      const wanted = template.split('/');
      for (const [method, operation] of Object.entries(paths[template] ?? {})) {
        if (operation === undefined) continue;
        const key = `${method.toUpperCase()} ${wanted.length}`;
        const others = this.#operations.get(key) ?? [];
        this.#operations.set(key, [...others, { template, wanted, operation }]);
      }
    }
  }

  /** Forms hold the same as JSON, and files, which the schema describes as texts. */
  requestFault(method: string, path: string, body: unknown, isForm: boolean): string | undefined {
    const found = this.#find(method, path);
    const type = isForm ? FORM_TYPE : JSON_TYPE;
    if (found?.operation.requestBody?.content?.[type] === undefined) {
      return `${method} ${path} takes no ${type} in Discord's description`;
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
  #find(method: string, path: string): Described | undefined {
    const parts = path.split('/');
    return this.#operations
      .get(`${method} ${parts.length}`)
      ?.find(({ wanted }) =>
        wanted.every((part, index) => part.startsWith('{') || part === parts[index]),
      );
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
