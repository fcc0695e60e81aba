import { Client, Events, GatewayIntentBits } from 'discord.js';

/** The least that a bot can do: a client that acknowledges, and nothing else. */
const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
  rest: { api: process.env.DISCORD_API_URL ?? '' },
});
client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isChatInputCommand()) await interaction.deferReply();
});
process.once('SIGTERM', () => process.exit(0));
await client.login(process.env.DISCORD_TOKEN);
