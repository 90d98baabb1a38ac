-- The id of the user whose token came with this request: the JWT's "sub", as text, because the ids
-- of auth providers are not uuids (so auth.uid() cannot be used). NULL without a signed-in user.
create or replace function public.requesting_user_id() returns text
language sql stable
set search_path = ''
as $$
  select nullif(nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub', '')
$$;
