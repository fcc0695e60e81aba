/** Whether the tests run in their long form, which takes minutes: `npm run test:durability`. */
export const IS_LONG = process.env.MODE === 'long';
