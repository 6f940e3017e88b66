/** What `--help` shows of each command, below its options. */
import type { Command } from 'commander';

/** A line for each, what it does behind a #. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  init: [
    'rosterline init --from people.csv --out team.yaml --zone Europe/Madrid',
    'rosterline init --from frontline --identities identities.txt --env .env     # names from Frontline itself',
  ],
  check: [
    'rosterline check     # roster.yaml',
    'rosterline check team.yaml --feeds     # with its calendars',
    'rosterline check --against main     # warns of turns that move, compared with that branch',
  ],
  show: ['rosterline show --from 2026-12-21 --to 2027-01-04', 'rosterline show team.yaml --zone Asia/Tokyo --json'],
  plan: [
    'rosterline plan --env .env',
    'rosterline plan team.yaml --local     # for npm start',
    'rosterline plan --json',
  ],
  publish: [
    'rosterline publish --to https://rosterline-1234-prod.twil.io --note "Cy takes over"',
    'rosterline publish team.yaml --dry-run',
  ],
  pull: ['rosterline pull --to https://rosterline-1234-prod.twil.io', 'rosterline pull old.yaml --version 3'],
  history: ['rosterline history --to https://rosterline-1234-prod.twil.io', 'rosterline history --json'],
  rollback: ['rosterline rollback 3 --to https://rosterline-1234-prod.twil.io --note "wrong week"'],
  holidays: ['rosterline holidays ES MD 2027', 'rosterline holidays DE --all --json'],
  send: [
    'rosterline send standard offboarded --identity ben@example.com',
    'rosterline send okta deactivate --identity ben@example.com --dry-run --to https://rosterline-1234-prod.twil.io',
    'rosterline send --list',
  ],
  listen: ['rosterline listen --env .env', 'rosterline listen team.yaml --local --port 4021'],
  secret: ['rosterline secret --all > .env', 'rosterline secret --plain'],
  operator: [
    'rosterline operator --name "Carla Gomez" --role editor',
    'rosterline operator --name Audit --role viewer --subject audit@example.com --json',
  ],
  schedule: ['rosterline schedule --to https://rosterline-1234-prod.twil.io', 'rosterline schedule --once'],
  fleet: [
    'rosterline fleet check     # fleet.yaml',
    'rosterline fleet deploy --only acme globex',
    'rosterline fleet tick /etc/rosterline/fleet.yaml     # once for all: for a scheduler',
  ],
  completion: [
    'rosterline completion bash > ~/.local/share/bash-completion/completions/rosterline',
    'rosterline completion zsh >> ~/.zshrc',
    'rosterline completion fish > ~/.config/fish/completions/rosterline.fish',
  ],
};

/** Adds its examples to the help of each command. */
export function addExamples(program: Command): void {
  for (const command of program.commands) {
    const lines = EXAMPLES[command.name()] ?? [];
    if (lines.length > 0)
      command.addHelpText('after', ['', 'Examples:', ...lines.map((line) => `  npx ${line}`)].join('\n'));
  }
}
