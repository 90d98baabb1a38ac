#!/usr/bin/env node
import { resolve } from 'node:path'
import { runLocal } from './run-local.ts'

await runLocal('npx insforge-local', {
  stateDir: () => resolve('.local'),
  appDir: () => resolve('.'),
  migrationsDir: () => resolve('migrations'),
})
