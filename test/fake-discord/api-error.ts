/** An error response as Discord words it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly errors?: Record<string, unknown>,
    readonly headers: Readonly<Record<string, string>> = {},
    /** Beside message and code. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  get body(): Record<string, unknown> {
    return {
      message: this.message,
      code: this.code,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
      ...this.more,
    };
  }
}

export const unauthorized = () => new ApiError(401, 0, '401: Unauthorized');
export const notFound = () => new ApiError(404, 0, '404: Not Found');
export const unknownChannel = () => new ApiError(404, 10_003, 'Unknown Channel');
export const unknownMessage = () => new ApiError(404, 10_008, 'Unknown Message');
export const unknownWebhook = () => new ApiError(404, 10_015, 'Unknown Webhook');
export const unknownInteraction = () => new ApiError(404, 10_062, 'Unknown interaction');
export const unknownCommand = () => new ApiError(404, 10_063, 'Unknown application command');
export const alreadyAcknowledged = () =>
  new ApiError(400, 40_060, 'Interaction has already been acknowledged.');
export const missingAccess = () => new ApiError(403, 50_001, 'Missing Access');
export const cannotMessageUser = () =>
  new ApiError(403, 50_007, 'Cannot send messages to this user');
export const missingPermissions = () => new ApiError(403, 50_013, 'Missing Permissions');
export const missingHistory = () =>
  new ApiError(400, 160_002, 'Cannot reply without permission to read message history');
export const invalidWebhookToken = () => new ApiError(401, 50_027, 'Invalid Webhook Token');

export const unknownGuild = () => new ApiError(404, 10_004, 'Unknown Guild');
export const unknownMember = () => new ApiError(404, 10_007, 'Unknown Member');
export const unknownUser = () => new ApiError(404, 10_013, 'Unknown User');
export const tooManyCommands = () =>
  new ApiError(400, 30_032, 'Maximum number of application commands reached');
export const tooLarge = () => new ApiError(413, 40_005, 'Request entity too large');
export const notOwnMessage = () =>
  new ApiError(403, 50_005, 'Cannot edit a message authored by another user');
export const wrongChannelType = () =>
  new ApiError(400, 50_024, 'Cannot execute action on this channel type');
export const threadArchived = () => new ApiError(403, 50_083, 'Thread is archived');
export const invalidJson = () =>
  new ApiError(400, 50_109, 'The request body contains invalid JSON.');
export const fileNotFound = () => new ApiError(400, 50_146, 'Uploaded file not found.');
export const threadExists = () =>
  new ApiError(400, 160_004, 'A thread has already been created for this message');
export const threadLocked = () => new ApiError(403, 160_005, 'This thread is locked');
export const serverError = (status: 500 | 502 | 503 | 504) =>
  new ApiError(status, 0, `${status}: the loopback fails as it was told`);

/** @param seconds Until the route may be asked again. */
export function rateLimited(
  seconds: number,
  headers: Readonly<Record<string, string>> = {},
): ApiError {
  return new ApiError(
    429,
    0,
    'You are being rate limited.',
    undefined,
    { 'retry-after': String(seconds), 'x-ratelimit-scope': 'user', ...headers },
    { retry_after: seconds, global: false },
  );
}

/** @param seconds Until anything may be asked again. */
export function globallyRateLimited(seconds: number): ApiError {
  return new ApiError(
    429,
    0,
    'You are being rate limited.',
    undefined,
    {
      'retry-after': String(seconds),
      'x-ratelimit-global': 'true',
      'x-ratelimit-scope': 'global',
    },
    { retry_after: seconds, global: true },
  );
}

/** `path` names the field with dots, e.g. `embeds.0.description`. */
export function invalidForm(path: string, code: string, message: string): ApiError {
  const leaf: Record<string, unknown> = { _errors: [{ code, message }] };
  const errors = path
    .split('.')
    .reduceRight<Record<string, unknown>>((inner, key) => ({ [key]: inner }), leaf);
  return new ApiError(400, 50_035, 'Invalid Form Body', errors);
}
