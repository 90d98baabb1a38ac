export { default, metadata } from '@/doctor/setup-page'
