@echo off
rem Starts Turnstone on a Java 25 or newer: the one of JAVA_HOME, else the first on the PATH, else the newest in the
rem usual places. An older one in any of them is passed over.
rem
rem TURNSTONE_OPTS, JAVA_OPTS    more options for Java
setlocal EnableExtensions DisableDelayedExpansion
set "needed=25"
set "best=0"
set "java="

if not exist "%~dp0..\lib\" goto no_lib

if not defined JAVA_HOME goto path
call :rank "%JAVA_HOME%"
if defined java goto start

:path
for %%P in (java.exe) do if not "%%~$PATH:P"=="" call :rank "%%~dp$PATH:P.."
if defined java goto start

for /d %%V in ("%ProgramFiles%\Java" "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%LocalAppData%\Programs\Eclipse Adoptium" "%UserProfile%\.jdks") do call :vendor "%%~V"
if defined java goto start

echo turnstone: Java %needed% or newer is needed and was not found: install a JDK %needed% (for example Eclipse Temurin %needed%), or set JAVA_HOME to the folder of one.>&2
exit /b 2

:no_lib
echo turnstone: the folder lib is missing beside bin: unpack or build Turnstone as a whole (mvn -q package -DskipTests).>&2
exit /b 2

:start
rem Two collectors at once stop Java, so ours gives way to one that somebody chose.
set "collector=-XX:+UseSerialGC"
set "chosen=%JAVA_OPTS% %TURNSTONE_OPTS% %JAVA_TOOL_OPTIONS% %JDK_JAVA_OPTIONS%"
if not "%chosen:-XX:+Use=%"=="%chosen%" set "collector="
rem A command is over before the slow, thorough compiler pays; a window is open all day.
set "compiler=-XX:TieredStopAtLevel=1"
if "%~1"=="" set "compiler="
if /i "%~1"=="demo" set "compiler="
rem What Java itself has to say goes to stderr: stdout is for --json.
"%java%" --enable-native-access=ALL-UNNAMED -Xlog:disable -Xlog:all=warning:stderr -Xshare:auto %collector% %compiler% %JAVA_OPTS% %TURNSTONE_OPTS% -cp "%~dp0..\lib\*" org.turnstone.Main %*
exit /b %ERRORLEVEL%

rem All Javas of one vendor's folder.
:vendor
for /d %%H in ("%~1\*") do call :rank "%%~H"
exit /b 0

rem Keeps a folder's Java in %java% when it is new enough and newer than the best so far.
:rank
if not exist "%~1\bin\java.exe" exit /b 0
set "version="
if exist "%~1\release" for /f "usebackq tokens=1,2 delims==" %%A in ("%~1\release") do if "%%A"=="JAVA_VERSION" set "version=%%~B"
if not defined version for /f "tokens=2,3" %%A in ('call "%~1\bin\java.exe" -version 2^>^&1') do if "%%A"=="version" set "version=%%~B"
if not defined version exit /b 0
set "major=0"
set "minor=0"
set "patch=0"
for /f "tokens=1-3 delims=.-+_" %%A in ("%version%") do call :numbers "%%A" "%%B" "%%C"
if %major% LSS %needed% exit /b 0
set /a "rank=major*1000000+minor*1000+patch"
rem An early-access build is taken only where there is nothing else.
if not "%version:-=%"=="%version%" set "rank=1"
if %rank% LEQ %best% exit /b 0
set "best=%rank%"
set "java=%~1\bin\java.exe"
exit /b 0

:numbers
set /a "major=%~1" 2>nul
if not "%~2"=="" set /a "minor=%~2" 2>nul
if not "%~3"=="" set /a "patch=%~3" 2>nul
exit /b 0
