/** An error response as Discord words it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly errors?: Record<string, unknown>,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  get body(): Record<string, unknown> {
    return {
      message: this.message,
      code: this.code,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
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

/** @param seconds Until the route may be asked again. */
export const rateLimited = (seconds: number) =>
  new ApiError(429, 0, 'You are being rate limited.', undefined, {
    'retry-after': String(seconds),
    'x-ratelimit-scope': 'user',
  });

/** `path` names the field with dots, e.g. `embeds.0.description`. */
export function invalidForm(path: string, code: string, message: string): ApiError {
  const leaf: Record<string, unknown> = { _errors: [{ code, message }] };
  const errors = path
    .split('.')
    .reduceRight<Record<string, unknown>>((inner, key) => ({ [key]: inner }), leaf);
  return new ApiError(400, 50_035, 'Invalid Form Body', errors);
}
