#!/usr/bin/env bash
# Runs the smoke test on a CI machine, after `npm run build`. Needs ENV_FILE (the whole of a .env.local),
# E2E_EMAIL and E2E_PASSWORD.
set -euo pipefail

# GitHub hides a secret's lines as they are, not what stands after the equals sign.
while IFS='=' read -r name value; do
  if [ -n "$value" ]; then echo "::add-mask::$value"; fi
done <<< "$ENV_FILE"
printf '%s\n' "$ENV_FILE" > .env.local
npx playwright install --with-deps chromium
npm run start &
curl --silent --fail --output /dev/null --retry 30 --retry-delay 1 --retry-connrefused http://localhost:3000
npm run test:e2e
